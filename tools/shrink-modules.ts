import { minify } from 'terser'

/** A file that tsup is about to write. */
interface Chunk {
  readonly path: string
  readonly map?: unknown
}

/** Terser moves an annotation from a returned value to before `return`. Bundlers do not understand it there, and Rollup would warn in every app that uses the package. */
const STRAY_ANNOTATION = /\/\* @__PURE__ \*\/(?=\s+return\b)/g

/**
 * A tsup plugin that inlines constants, also those that several functions share; inlines a function that only returns something where it is called once; and turns
 * methods that only return something into arrow functions. An app's bundler would do only a part of this, and only for modules in one
 * scope. All other names, the lines and the source map stay, because people debug with them.
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
    // It is alone on its line, so the source map stays valid.
    return { code: `${written.code?.replaceAll(STRAY_ANNOTATION, '')}\n`, map: written.map as never }
  },
}
