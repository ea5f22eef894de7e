import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findLayerViolations, findUnusedDoors } from '../checks/layers.ts'
import { createTree } from './temporary-tree.ts'

const ROOT = join(import.meta.dirname, '../..')

it('finds every import line of the workspace within its walls', () => {
  expect(findLayerViolations(ROOT)).toEqual([])
})

it('has no door in a wall that nobody goes through', () => {
  expect(findUnusedDoors(ROOT)).toEqual([])
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
  ['the other store imports the one', 'packages/server/src/store/memory/memory-days.ts', "import { migrate } from '../sqlite/migrate'"],
  ['what stores share imports one of them', 'packages/server/src/store/shared/names.ts', "import { migrate } from '../sqlite/migrate'"],
  ["the stores' interface imports a store", 'packages/server/src/store/store.ts', "import { memoryStore } from './memory'"],
  ['a part of the entrance imports a route', 'packages/server/src/http/origin.ts', "import { preflight } from '../routes/preflight'"],
  ['a part of the entrance imports a report', 'packages/server/src/http/origin.ts', "import { buildReport } from '../reports/build-report'"],
  ['a setting imports a forwarder', 'packages/server/src/config/settings.ts', "import { createAlerts } from '../forwarders/alerts'"],
  ['a job imports a concrete store', 'packages/server/src/jobs/schedule.ts', "import { sqliteStore } from '../store/sqlite/sqlite-store'"],
  ['an adapter imports a store', 'packages/server/src/adapters/node.ts', "import type { TelemetryStore } from '../store/store'"],
  ['the audit imports a command', 'packages/server/src/privacy/self-test.ts', "import { audit } from '../cli/audit'"],
  ['the server imports a command', 'packages/server/src/telemetry-server.ts', "import { serve } from './cli/serve'"],
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
  ['the server in a command', 'packages/server/src/cli/serve.ts', "import { createServer } from '../telemetry-server'"],
  ['the commands in their entrance', 'packages/server/src/cli.ts', "import { runCli } from './cli/run-cli'"],
  ['a sub-path of a published package in an example', 'examples/shop/src/main.tsx', "import '@parel/telemetry-react/react-router'"],
])('lets %s pass', (_name, file, line) => {
  expect(findLayerViolations(createTree({ [file]: line }))).toEqual([])
})
