import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ROOT } from '../server-process.ts'

/** Packages as users install them: from the tarballs that would be published. */
export interface Consumer {
  readonly folder: string
  /** Runs a program of Node in the folder and gives what it prints. Throws with its output when it fails. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): string
}

const CLIENT = ['core', 'browser', 'react'] as const
const ALL = [...CLIENT, 'server'] as const
const NEIGHBOURS = ['react', 'react-dom', 'next', 'react-router', '@tanstack/react-router', '@tanstack/react-query', '@types/react', '@types/react-dom']

/** Unpacks the client packages into `node_modules` of an empty folder, beside links to the frameworks of the workspace: needs no registry. */
export function createConsumer(folder: string): Consumer {
  const scope = join(folder, 'node_modules/@parel')
  for (const name of CLIENT) {
    const target = join(scope, `telemetry-${name}`)
    mkdirSync(target, { recursive: true })
    execFileSync('tar', ['-xzf', packPackage(name, target), '--strip-components=1', '-C', target])
  }
  const resolve = createRequire(join(ROOT, 'packages/react/package.json')).resolve
  for (const name of NEIGHBOURS) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(dirname(resolve(`${name}/package.json`)), link)
  }
  return describeConsumer(folder)
}

/** Installs the four packages from their tarballs with npm, and everything else from the registry, as a user would. */
export function installConsumer(folder: string, others: readonly string[]): Consumer {
  const tarballs = join(folder, 'tarballs')
  mkdirSync(tarballs, { recursive: true })
  const consumer = describeConsumer(folder)
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  execFileSync('npm', ['install', ...quiet, ...ALL.map((name) => packPackage(name, tarballs)), ...others], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  return consumer
}

/** Packs a package of the workspace and gives the path of the tarball. */
function packPackage(name: (typeof ALL)[number], target: string): string {
  const said = execFileSync('pnpm', ['pack', '--json', '--pack-destination', target], { cwd: join(ROOT, 'packages', name), encoding: 'utf8', stdio: 'pipe' })
  return (JSON.parse(said) as { filename: string }).filename
}

function describeConsumer(folder: string): Consumer {
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}')
  return {
    folder,
    // Vitest says `test` to everything it starts.
    run: (args, env = {}) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production', ...env } }),
  }
}
