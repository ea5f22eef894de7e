import { minify, type MinifyOptions } from 'terser'
import { compactNames } from './names/compact-names.ts'

/** Only ASCII: a page without a charset reads the script as Windows-1252. The first line has Chromium compile all of it off the main thread. */
const OPTIONS = {
  ecma: 2022,
  format: { ascii_only: true, preamble: '//# allFunctionsCalledOnLoad' },
  compress: { passes: 4, sequences: false, hoist_funs: true, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
} satisfies MinifyOptions

/** A tsup plugin that makes the script tag as small as it can be once it is compressed. */
export const minifyScript = {
  name: 'minify-script',
  async renderChunk(written: string) {
    const { code = '' } = await minify(written, OPTIONS)
    return { code: `${compactNames(code)}\n` }
  },
}
