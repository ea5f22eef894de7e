import type { MinifyOptions } from 'terser'
import { createNames, LETTERS } from './short-names.ts'

/** How terser minifies the script tag. Only ASCII: a page without a charset reads the script as Windows-1252. The first line has Chromium compile all of it off the main thread. */
export const SCRIPT_OPTIONS = {
  ecma: 2022,
  format: { ascii_only: true, preamble: '//# allFunctionsCalledOnLoad' },
  compress: { passes: 4, sequences: false, hoist_funs: true, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
  mangle: { nth_identifier: createNames(LETTERS) },
} satisfies MinifyOptions
