import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONSUMER_CODE, listCompilerOptions } from '../../src/react/consumer-code.ts'
import { createConsumer, type Consumer } from '../../src/react/pack-consumer.ts'
import { ROOT } from '../../src/server-process.ts'

const SUB_PATHS = ['', '/testing', '/next', '/next-pages', '/react-router', '/tanstack-router', '/tanstack-query'].map((path) => `@parel/telemetry-react${path}`)

/** Renders with the provider of `/testing` and reads with the hook of the main entry: two copies of the context would not meet. */
const SAME_CONTEXT = `
  let seen
  const client = testing.createMemoryTelemetry()
  const Reader = () => { seen = main.useTelemetry(); return null }
  server.renderToString(react.createElement(testing.TelemetryTestProvider, { client }, react.createElement(Reader)))
  console.log(seen === client)
`

const VITE_APP = `
  import { createRoot } from 'react-dom/client'
  import { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'
  function Page() { useTelemetry('/'); return <h1>Home</h1> }
  createRoot(document.querySelector('main')!).render(<TelemetryProvider options={{ endpoint: '/t' }}><Page /></TelemetryProvider>)
`

// Compilers and bundlers, which take many times as long where other work fills the cores.
const PATIENCE = { timeout: 300_000 }

let consumer: Consumer

beforeAll(() => {
  consumer = createConsumer(mkdtempSync(join(tmpdir(), 'parel-consumer-')))
}, PATIENCE.timeout)

afterAll(() => {
  rmSync(consumer.folder, { recursive: true, force: true })
})

function run(name: string, code: string): string {
  writeFileSync(join(consumer.folder, name), code)
  return consumer.run([name]).trim()
}

describe('the packed packages', PATIENCE, () => {
  it('load in Node as ES modules, all entries, without a word', () => {
    expect(run('all.mjs', SUB_PATHS.map((path) => `await import('${path}')`).join('\n'))).toBe('')
  })

  it('load in Node as CommonJS, all entries, without a word', () => {
    expect(run('all.cjs', SUB_PATHS.map((path) => `require('${path}')`).join('\n'))).toBe('')
  })

  it.each([
    ['same.mjs', (name: string) => `await import('${name}')`],
    ['same.cjs', (name: string) => `require('${name}')`],
  ])('share one context between the main entry and /testing (%s)', (file, load) => {
    const names = { react: 'react', server: 'react-dom/server', main: '@parel/telemetry-react', testing: '@parel/telemetry-react/testing' }
    const imports = Object.entries(names).map(([variable, name]) => `const ${variable} = ${load(name)}`)
    expect(run(file, `${imports.join('\n')}\n${SAME_CONTEXT}`)).toBe('true')
  })

  it.each([
    ['names.mjs', `await import('@parel/telemetry-react')`],
    ['names.cjs', `require('@parel/telemetry-react')`],
  ])('name every component, for React to tell of them (%s)', (file, main) => {
    const isNamed = '([name, value]) => !/^Telemetry/.test(name) || (value.displayName ?? value.name) === name'
    expect(run(file, `console.log(Object.entries(${main}).every(${isNamed}))`)).toBe('true')
  })

  it("begin every file with 'use client', but for the one that leads servers on", () => {
    const dist = join(consumer.folder, 'node_modules/@parel/telemetry-react/dist')
    const files = readdirSync(dist).filter((file) => /\.c?js$/.test(file))
    const missing = files.filter((file) => !/^(?:"use strict";)?'use client'/.test(readFileSync(join(dist, file), 'utf8')))
    expect(files.length).toBeGreaterThan(14)
    expect(missing).toEqual(['react-server.js'])
  })

  it('build with Vite, without a warning, and say nothing of providers or options in production', () => {
    const { folder } = consumer
    writeFileSync(join(folder, 'index.html'), '<main></main><script type="module" src="/app.tsx"></script>')
    writeFileSync(join(folder, 'app.tsx'), VITE_APP)
    const vite = dirname(createRequire(join(ROOT, 'package.json')).resolve('vite/package.json'))
    expect(consumer.run([join(vite, 'bin/vite.js'), 'build', '--logLevel', 'warn'])).toBe('')
    const built = readdirSync(join(folder, 'dist/assets')).map((file) => readFileSync(join(folder, 'dist/assets', file), 'utf8')).join('')
    expect(['page_leave', 'PAREL_R001', 'PAREL_W01'].map((text) => built.includes(text))).toEqual([true, false, false])
  })

  it('have source maps that name no folder of the machine, and hold every source they name but the file itself', () => {
    const scope = join(consumer.folder, 'node_modules/@parel')
    const maps = readdirSync(scope, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.map') && !file.slice(0, -1).includes('node_modules'))
    expect(maps.length).toBeGreaterThan(20)
    const odd = maps.flatMap((file) => {
      const { sources, sourcesContent = [] } = JSON.parse(readFileSync(join(scope, file), 'utf8')) as { readonly sources: readonly string[]; readonly sourcesContent?: readonly (string | null)[] }
      return sources.filter((source, index) => isAbsolute(source) || (typeof sourcesContent[index] !== 'string' && source !== basename(file, '.map'))).map((source) => `${file}: ${source}`)
    })
    expect(odd).toEqual([])
  })

  it('leave NODE_ENV to the bundler of the app', () => {
    const dist = join(consumer.folder, 'node_modules/@parel/telemetry-react/dist')
    const text = readdirSync(dist).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(dist, file), 'utf8')).join('')
    expect(text).toContain('process.env.NODE_ENV')
  })
})

describe('the types of the packed packages', PATIENCE, () => {
  const compiler = createRequire(join(ROOT, 'package.json')).resolve('typescript/package.json')

  it.each(['nodenext', 'bundler'] as const)('compile without skipLibCheck and check declared events (%s)', (resolution) => {
    writeFileSync(join(consumer.folder, 'consumer.tsx'), CONSUMER_CODE)
    expect(consumer.run([join(dirname(compiler), 'bin/tsc'), ...listCompilerOptions(resolution), 'consumer.tsx'])).toBe('')
  })
  it('compile in a worker, whose compiler knows no page', () => {
    const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'es2022', lib: ['es2022', 'webworker'], types: [] }
    writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['worker.ts'] }))
    writeFileSync(join(consumer.folder, 'worker.ts'), "import { createTelemetry } from '@parel/telemetry-browser'\ncreateTelemetry({ endpoint: 'https://stats.example/api/telemetry', runtime: 'server' }).trackAction('sent')\n")
    expect(consumer.run([join(dirname(compiler), 'bin/tsc'), '-p', '.'])).toBe('')
  })
})
