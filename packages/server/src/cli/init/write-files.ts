import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileError } from '../file-error'
import type { AppFolder, SetupFile } from './setup'

/** What became of a file: written, there already with the same text, or there with another text and left alone. */
export type FileFate = 'written' | 'unchanged' | 'kept'

/** Writes the files that do not exist, and none over another. If one cannot be written, those written before it are removed again, and the folders made for them. */
export function writeFiles(app: AppFolder, files: readonly SetupFile[], { isDryRun }: { readonly isDryRun: boolean }): ReadonlyMap<SetupFile, FileFate> {
  const fates = new Map(files.map((file) => [file, fateOf(app, file)] as const))
  if (isDryRun) return fates
  const made: string[] = []
  for (const [{ path, text }, fate] of fates) {
    if (fate !== 'written') continue
    const target = join(app.folder, path)
    try {
      const outermost = mkdirSync(dirname(target), { recursive: true })
      if (outermost !== undefined) made.push(outermost)
      writeFileSync(target, text, { flag: 'wx' })
      made.push(target)
    } catch (error) {
      for (const path of made.reverse()) rmSync(path, { recursive: true })
      throw fileError(target, { verb: 'written', cure: 'Nothing was changed. Make the folder writable, then run this again.', error })
    }
  }
  return fates
}

function fateOf(app: AppFolder, { path, text }: SetupFile): FileFate {
  if (!app.has(path)) return 'written'
  return app.read(path).replaceAll('\r\n', '\n') === text ? 'unchanged' : 'kept'
}
