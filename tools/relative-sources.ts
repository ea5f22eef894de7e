import { readFile, writeFile } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'

interface Written {
  readonly writtenFiles: readonly { readonly name: string }[]
}

/**
 * A tsup plugin that makes the paths in source maps relative. When tsup splits CommonJS, its source maps name the file by its absolute path, which would publish
 * the folders of the build machine and differ between machines.
 */
export const relativeSources = {
  name: 'relative-sources',
  async buildEnd({ writtenFiles }: Written) {
    const maps = writtenFiles.map(({ name }) => name).filter((name) => name.endsWith('.map'))
    await Promise.all(maps.map(rewrite))
  },
}

async function rewrite(path: string): Promise<void> {
  const map = JSON.parse(await readFile(path, 'utf8')) as { readonly sources: readonly string[]; readonly file?: string }
  const [sources, file] = [map.sources.map(toRelative), map.file && toRelative(map.file)]
  await writeFile(path, JSON.stringify({ ...map, sources, file }))
}

const toRelative = (path: string) => (isAbsolute(path) ? basename(path) : path)
