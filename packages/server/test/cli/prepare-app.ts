import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

/** A folder for each test, in which an app is made and `init` runs. */
export function prepareApp() {
  const folder = prepareFolder()

  /** Makes the folder of an app: a package.json with these packages, a tsconfig.json, and these files. */
  function makeApp(packages: readonly string[], files: Readonly<Record<string, string>> = {}): void {
    const packageJson = JSON.stringify({ dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) })
    for (const [path, text] of Object.entries({ 'package.json': packageJson, 'tsconfig.json': '{}', ...files })) {
      mkdirSync(dirname(folder(path)), { recursive: true })
      writeFileSync(folder(path), text)
    }
  }

  const init = (...words: string[]) => runWords(['init', '--folder', folder(''), ...words], {})
  const read = (path: string) => readFileSync(folder(path), 'utf8')

  /** Every file of the app, by path. */
  function listFiles(): string[] {
    const paths = readdirSync(folder(''), { recursive: true }).map(String)
    return paths.filter((path) => statSync(join(folder(''), path)).isFile()).sort()
  }

  return { folder, makeApp, init, read, listFiles }
}
