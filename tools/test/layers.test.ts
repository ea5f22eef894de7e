import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findLayerViolations } from '../checks/layers.ts'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')

it('finds every import line of the workspace within its walls', () => {
  expect(findLayerViolations(ROOT)).toEqual([])
})

it.each([
  ['core imports the browser package', 'packages/core/src/event.ts', "import '@parel/telemetry-browser'"],
  ['core imports a module of Node', 'packages/core/src/event.ts', "import { readFileSync } from 'node:fs'"],
  ['core imports React', 'packages/core/src/event.ts', "export { useState } from 'react'"],
  ['browser imports the server package', 'packages/browser/src/page.ts', "const s = await import('@parel/telemetry-server')"],
  ['browser imports React', 'packages/browser/src/page.ts', "import 'react'"],
  ['browser imports web-vitals outside of its entry', 'packages/browser/src/page.ts', "import { onLCP } from 'web-vitals'"],
  ['react reaches past the browser package', 'packages/react/src/provider.ts', "import { anonymizeUrl } from '@parel/telemetry-core'"],
  ['a router binding imports another router', 'packages/react/src/next.ts', "import { useMatch } from 'react-router'"],
  ['a route imports a concrete store', 'packages/server/src/routes/get-report.ts', "import { sqliteStore } from '../store/sqlite/sqlite-store'"],
  ['a route imports a forwarder', 'packages/server/src/routes/get-report.ts', "import { axiom } from '../forwarders/axiom'"],
  ['a report imports a module of Node', 'packages/server/src/reports/fill.ts', "import 'node:sqlite'"],
  ['a store imports a route', 'packages/server/src/store/sqlite/insert.ts', "import { x } from '../../routes/get-report'"],
  ['one store imports another', 'packages/server/src/store/sqlite/insert.ts', "import { memoryStore } from '../memory'"],
  ['a forwarder imports the entrance', 'packages/server/src/forwarders/axiom.ts', "import { x } from '../http/cors'"],
  ['the dashboard imports values of core', 'packages/server/dashboard/src/main.tsx', "import { EVENT_TYPES } from '@parel/telemetry-core'"],
  ['the dashboard imports the server', 'packages/server/dashboard/src/main.tsx', "import { app } from '../../src/app'"],
  ['a published package imports the testing package', 'packages/server/src/app.ts', "import '@parel/telemetry-testing'"],
  ['an example imports a private package', 'examples/shop/src/main.tsx', "import '@parel/telemetry-testing'"],
  ['an example reaches into a package', 'examples/shop/src/main.tsx', "import '../../../packages/browser/src/index'"],
  ['a package reaches into another', 'packages/bench/src/bench.ts', "import '../../core/src/event'"],
])('reports when %s', (_name, file, line) => {
  expect(findLayerViolations(createTree({ [file]: line }))).toHaveLength(1)
})

it.each([
  ['types of core in react', 'packages/react/src/provider.ts', "import type { Metadata } from '@parel/telemetry-core'"],
  ['types of core in the dashboard', 'packages/server/dashboard/src/main.tsx', "import { type Report } from '@parel/telemetry-core'"],
  ['the store interface in a route', 'packages/server/src/routes/get-report.ts', "import type { TelemetryStore } from '../store/store'"],
  ['a sub-path of a published package in an example', 'examples/shop/src/main.tsx', "import '@parel/telemetry-react/react-router'"],
])('lets %s pass', (_name, file, line) => {
  expect(findLayerViolations(createTree({ [file]: line }))).toEqual([])
})
