// Compiles a consumer of the packed packages with each supported TypeScript: node packages/e2e/src/react/check-typescript-versions.ts
// Not part of `npm test`: it downloads the compilers. The types of React and its routers themselves are left out, they choose their own versions.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CONSUMER_CODE, listCompilerOptions } from './consumer-code.ts'
import { createConsumer } from './pack-consumer.ts'

// 6.0 is the compiler of the workspace; consumer.test.ts uses it.
const VERSIONS = ['5.4.5', '5.9.3', '7.0.2']

const { folder } = createConsumer(mkdtempSync(join(tmpdir(), 'parel-types-')))
writeFileSync(join(folder, 'consumer.tsx'), CONSUMER_CODE)
for (const version of VERSIONS) {
  const options = [...listCompilerOptions('bundler'), '--skipLibCheck', 'consumer.tsx']
  const { status, stdout, stderr } = spawnSync('npm', ['exec', '--yes', `--package=typescript@${version}`, '--', 'tsc', ...options], { cwd: folder, encoding: 'utf8' })
  console.log(`TypeScript ${version}: ${status === 0 ? 'ok' : `failed\n${stdout}${stderr}`}`)
  if (status !== 0) process.exitCode = 1
}
rmSync(folder, { recursive: true, force: true })
