// In a file of their own without imports, so that a bundler inlines the numbers.

/** Characters of a text that are checked; the rest is cut off first. */
export const MAX_TEXT_LENGTH = 1024
/** Passes over one text, see `anonymizeText`. */
export const MAX_TEXT_ROUNDS = 4
/** Characters of a text that contains JSON. */
export const MAX_JSON_LENGTH = 4096
