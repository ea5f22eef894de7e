// Without imports, so that a bundler inlines the numbers.

/** Which values a key may have, as bit flags; true, false and null are always kept. */
export type Allowance = number

export const NUMBERS = 1
/** Text that looks like words of the app. */
export const WORDS = 2
export const OBJECTS = 4
export const TEXTS = 8
/** Also texts that begin like a person's name. */
export const NAMES = 16
/** The key itself looks like data: it is removed, whatever its value is. */
export const UNSAFE = 32
export const ANYTHING = 31
/** Numbers too small to identify anything. */
export const SMALL = 64
