import { createTelemetryServer, type TelemetryServer, type TelemetryServerOptions } from '../../src/index'
import { fakeStore } from './fake-store'

export const token = 'test-token-0123456789-abcdefghijklmn'

/** An address of the API on this machine. */
export const api = (path = '') => `http://localhost:3000/api/telemetry${path}`

/** A server over a store without a file. */
export const server = (options: TelemetryServerOptions = {}) => createTelemetryServer({ store: fakeStore(), ...options })

/** What a server says of who asks it. */
export const askRole = async (telemetry: TelemetryServer, headers: Record<string, string>, context = {}) =>
  (await telemetry.fetch(new Request(api('/session'), { headers }), context)).json()
