import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'

/** A file as it is sent. */
export interface StaticFile {
  readonly bytes: Uint8Array
  readonly type: string
}

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
])

/** Reads every file of a folder once, keyed by its address, so that no request ever names a path of the disk. */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      paths.map(async (path) => {
        const address = `/${relative(folder, path).replaceAll('\\', '/')}`
        return [address, { bytes: await readFile(path), type: TYPES.get(extname(path)) ?? 'application/octet-stream' }] as const
      }),
    ),
  )
}
