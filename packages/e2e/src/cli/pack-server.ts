import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ROOT } from '../server-process.ts'

/** Unpacks the server as it would be published into `node_modules` of an empty folder. Returns the path of its command line. */
export function installPackedServer(folder: string): string {
  const scope = join(folder, 'node_modules/@parel')
  for (const name of ['core', 'server']) unpack(name, join(scope, `telemetry-${name}`))
  const manifest = JSON.parse(readFileSync(join(scope, 'telemetry-server/package.json'), 'utf8')) as { readonly dependencies: Readonly<Record<string, string>>; readonly bin: Readonly<Record<string, string>> }
  const resolve = createRequire(join(ROOT, 'packages/server/package.json')).resolve
  for (const name of Object.keys(manifest.dependencies).filter((dependency) => !dependency.startsWith('@parel/'))) link(name, resolve(name), folder)
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  return join(scope, 'telemetry-server', manifest.bin['parel-telemetry'] ?? '')
}

function unpack(name: string, target: string): void {
  mkdirSync(target, { recursive: true })
  execFileSync('pnpm', ['pack', '--pack-destination', target], { cwd: join(ROOT, 'packages', name), stdio: 'pipe' })
  const tarball = readdirSync(target).find((file) => file.endsWith('.tgz')) ?? ''
  execFileSync('tar', ['-xzf', join(target, tarball), '--strip-components=1', '-C', target])
}

/** Links a dependency of the workspace, found by one of its files. */
function link(name: string, file: string, folder: string): void {
  const from = file.slice(0, file.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}`.length)
  const to = join(folder, 'node_modules', name)
  mkdirSync(dirname(to), { recursive: true })
  symlinkSync(from, to)
}
