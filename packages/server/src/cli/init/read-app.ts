import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CommandError } from '../command-error'
import { EXIT } from '../exit-codes'
import { fileError } from '../file-error'
import type { AppFolder } from './setup'

/** Which file tells which program installs packages. */
const INSTALLERS = [
  ['pnpm-lock.yaml', 'pnpm add'],
  ['yarn.lock', 'yarn add'],
  ['bun.lock', 'bun add'],
  ['bun.lockb', 'bun add'],
  ['package-lock.json', 'npm install'],
] as const

/** Reads what a plan depends on from the folder of an app. Refuses a folder without a readable `package.json`. */
export function readApp(folder: string): AppFolder {
  const has = (path: string) => existsSync(join(folder, path))
  const packages = readPackages(join(folder, 'package.json'))
  return {
    folder,
    packages,
    isTyped: has('tsconfig.json'),
    install: findInstaller(folder),
    has,
    list: (path) => (statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(join(folder, path)) : []),
    read: (path) => (has(path) ? readText(join(folder, path)) : ''),
  }
}

/** In a workspace the lock file is in a folder above. npm if there is none at all. */
function findInstaller(folder: string): string {
  const found = INSTALLERS.find(([file]) => existsSync(join(folder, file)))
  if (found !== undefined) return found[1]
  return dirname(folder) === folder ? 'npm install' : findInstaller(dirname(folder))
}

function readPackages(file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) throw new CommandError(`${file} does not exist. Run this in the folder of your app, or give it with --folder.`, EXIT.noInput)
  const { dependencies, devDependencies } = parseObject(readText(file), file)
  return new Map([dependencies, devDependencies].flatMap((group) => (typeof group === 'object' && group !== null ? Object.entries(group).map(([name, range]) => [name, String(range)] as const) : [])))
}

function parseObject(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Readonly<Record<string, unknown>>
  } catch {
    // Told below.
  }
  throw new CommandError(`${file} is not a JSON object. Mend it, then run this again.`, EXIT.data)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw fileError(file, { verb: 'read', cure: 'Make it a file that this user may read, then run this again.', error })
  }
}
