// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const guide = readFileSync(join(import.meta.dirname, '../../../../docs/guides/react.md'), 'utf8')

it('shows the very test that runs here', () => {
  expect(guide).toContain(readFileSync(join(import.meta.dirname, 'checkout.test.tsx'), 'utf8'))
})

// Without one it has no client, and the root callbacks record the error without the area.
it('shows the boundary inside a provider', () => {
  const [block = ''] = /createRoot\([^`]{1,1000}/.exec(guide) ?? []
  expect(block.match(/<\/?Telemetry\w+/g)).toEqual(['<TelemetryProvider', '<TelemetryErrorBoundary', '</TelemetryErrorBoundary', '</TelemetryProvider'])
})
