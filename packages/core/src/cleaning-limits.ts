// Apart from the files that use them and without an import, so that a bundler writes the numbers where they are used.

/** Characters of a text that are looked at; the rest is cut first. */
export const MAX_TEXT_LENGTH = 1024
/** Looks at one text, see `anonymizeText`. */
export const MAX_TEXT_ROUNDS = 4
/** Characters of a text that holds JSON. */
export const MAX_JSON_LENGTH = 4096
