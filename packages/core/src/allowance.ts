// Without an import, so that a bundler writes the numbers where they are used.

/** Which values a key may have, as a sum; true, false and null may always stay. */
export type Allowance = number

export const NUMBERS = 1
/** Letters that look like words of the app. */
export const WORDS = 2
export const OBJECTS = 4
export const TEXTS = 8
/** Also texts that begin like the name of a person. */
export const NAMES = 16
/** The key itself looks like data: it cannot stay, whatever its value is. */
export const UNSAFE = 32
export const ANYTHING = 31
/** Numbers that are too small to say which one. */
export const SMALL = 64
