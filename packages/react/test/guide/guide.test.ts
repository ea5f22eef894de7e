// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('shows the very test that runs here', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../../docs/guides/react.md'), 'utf8')
  expect(guide).toContain(readFileSync(join(import.meta.dirname, 'checkout.test.tsx'), 'utf8'))
})
