import { expect, it } from 'vitest'
import { measureSize } from '../../src/react/measure-size.ts'

const BROWSER = "export { createTelemetry } from '@parel/telemetry-browser'"

it.each([
  ['provider and useTelemetry', "export { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'", 1000],
  ['the same with the App Router', "export { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'; export * from '@parel/telemetry-react/next'", 1750],
])('%s stay small on top of the browser client', async (_name, code, maximumBytes) => {
  const own = (await measureSize(code)) - (await measureSize(BROWSER))
  expect(own).toBeLessThanOrEqual(maximumBytes)
})
