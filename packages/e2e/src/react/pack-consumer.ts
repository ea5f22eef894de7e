import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ROOT } from '../server-process.ts'

/** Packages as users install them: unpacked from the tarballs that would be published, beside the frameworks of the workspace. */
export interface Consumer {
  readonly folder: string
  /** Runs a program of Node in the folder and gives what it prints. Throws with its output when it fails. */
  run(args: readonly string[]): string
}

const PUBLISHED = ['core', 'browser', 'react'] as const
const NEIGHBOURS = ['react', 'react-dom', 'next', 'react-router', '@tanstack/react-router', '@tanstack/react-query', '@types/react', '@types/react-dom']

/** Packs the client packages and unpacks them into `node_modules` of an empty folder. */
export function createConsumer(folder: string): Consumer {
  const scope = join(folder, 'node_modules/@parel')
  for (const name of PUBLISHED) {
    const target = join(scope, `telemetry-${name}`)
    mkdirSync(target, { recursive: true })
    execFileSync('pnpm', ['pack', '--pack-destination', target], { cwd: join(ROOT, 'packages', name), stdio: 'pipe' })
    const tarball = readdirSync(target).find((file) => file.endsWith('.tgz')) ?? ''
    execFileSync('tar', ['-xzf', join(target, tarball), '--strip-components=1', '-C', target])
  }
  const resolve = createRequire(join(ROOT, 'packages/react/package.json')).resolve
  for (const name of NEIGHBOURS) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(dirname(resolve(`${name}/package.json`)), link)
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}')
  return {
    folder,
    // Vitest says `test` to everything it starts.
    run: (args) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NODE_ENV: 'production' } }),
  }
}
