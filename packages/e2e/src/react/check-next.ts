// The matrix under each supported Next.js, installed from the registry beside the packed packages: node packages/e2e/src/react/check-next.ts [15 16] [production]
// Not part of `npm test`: it downloads the frameworks and builds each app three times. There, one cell runs with the Next.js of the workspace.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../chromium.ts'
import { copyNextApp, listNextRows, readNextOutcomes, startNext, type NextCell } from './next-cell.ts'
import { installConsumer, type Consumer } from './pack-consumer.ts'

const VERSIONS = new Map([
  [15, ['next@15.5.29', 'react@19.3.1', 'react-dom@19.3.1']],
  [16, ['next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1']],
])
// StrictMode is for development only.
const MODES = [{ mode: 'production', strict: true }, { mode: 'development', strict: true }, { mode: 'development', strict: false }] as const

const asked = process.argv.slice(2).map(Number).filter(Boolean)
const isQuick = process.argv.includes('production')
const browser = await launchChromium()
for (const [version, packages] of VERSIONS) {
  if (asked.length > 0 && !asked.includes(version)) continue
  const folder = mkdtempSync(join(tmpdir(), 'parel-next-'))
  const consumer = installConsumer(folder, [...packages, 'typescript@5.9.3', '@types/react', '@types/node'])
  copyNextApp(consumer)
  for (const mode of isQuick ? MODES.slice(0, 1) : MODES) await checkCell(browser, consumer, { ...mode, version, root: folder })
  rmSync(folder, { recursive: true, force: true })
}
await browser.close()

async function checkCell(browser: Browser, consumer: Consumer, cell: NextCell): Promise<void> {
  const server = await startNext(consumer, cell)
  try {
    for (const router of ['en', 'pages'] as const) await checkRouter(browser, server.url, router, `Next.js ${cell.version}, ${cell.mode}, StrictMode ${cell.strict}`)
  } catch (error) {
    report(`Next.js ${cell.version}, ${cell.mode}, StrictMode ${cell.strict}: ${String(error)}`)
  } finally {
    await server.stop()
  }
}

async function checkRouter(browser: Browser, origin: string, router: 'en' | 'pages', cell: string): Promise<void> {
  const { outcomes, complaints } = await readNextOutcomes(browser, origin, router)
  const rows = listNextRows(router)
  const wrong = rows.filter(([name, views, leaves]) => JSON.stringify([views, leaves]) !== JSON.stringify([outcomes[name]?.views, outcomes[name]?.leaves]))
  console.log(`${cell}, ${router === 'en' ? 'App' : 'Pages'} Router: ${rows.length - wrong.length} of ${rows.length} right`)
  for (const [name] of wrong) report(`  ${name}: ${JSON.stringify(outcomes[name])}`)
  for (const complaint of complaints) report(`  console: ${complaint}`)
}

function report(fault: string): void {
  process.exitCode = 1
  console.log(fault)
}
