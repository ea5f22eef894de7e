import type { SetupFile } from './setup'

/** The client, as all recipes have it. */
export const clientFile = (path: string): SetupFile =>
  file(path, "import { createTelemetry, clicks, errors } from '@parel/telemetry-browser'", '', "export const telemetry = createTelemetry({ endpoint: '/api/telemetry', capture: [clicks(), errors()] })")

/** The file in which the server is created, once. */
export const serverFile = (path: string): SetupFile =>
  file(path, "import { createTelemetryServer } from '@parel/telemetry-server'", '', "export const telemetry = createTelemetryServer({ database: './telemetry.db' })")

const file = (path: string, ...lines: readonly string[]): SetupFile => ({ path, text: `${lines.join('\n')}\n` })
