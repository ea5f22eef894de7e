import { minify } from 'terser'

/** What tsup tells about a file it is about to write. */
interface Chunk {
  readonly path: string
  readonly map?: unknown
}

/** Terser moves what stands in front of a returned value to the front of `return`. There bundlers understand no annotation, and Rollup warns whoever builds an app. */
const STRAY_ANNOTATION = /\/\* @__PURE__ \*\/(?=\s+return\b)/g

/**
 * A plugin of tsup: puts constants where they are used and leaves their names out, also those that several functions share, puts a function that only returns
 * something where it is called once, and makes arrows of such methods. The bundler of an app would do a part of it, and only with modules that it holds in one
 * scope. All other names and the lines stay, and so does the source map: people debug with them.
 */
export const shrinkModules = {
  name: 'shrink-modules',
  async renderChunk(code: string, { path, map }: Chunk) {
    if (!/\.c?js$/.test(path)) return undefined
    const written = await minify(code, {
      ecma: 2020,
      module: path.endsWith('.js'),
      mangle: false,
      compress: { defaults: false, arrows: true, evaluate: true, inline: 1, reduce_funcs: false, reduce_vars: true, unused: true },
      format: { beautify: true, ascii_only: true, preserve_annotations: true, quote_style: 3 },
      sourceMap: { content: map as string, asObject: true },
    })
    // Nothing else stands on its line, so the source map holds.
    return { code: `${written.code?.replaceAll(STRAY_ANNOTATION, '')}\n`, map: written.map as never }
  },
}
