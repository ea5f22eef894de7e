import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpServer, drainHttpServer } from '../adapters/http-server'
import type { NodeListener } from '../adapters/node'
import { ConfigError } from '../config-error'
import { type BackgroundWork, runBackgroundWork } from '../background/background-work'
import type { SettingValues } from '../config/settings'
import { isLoopbackHost } from '../forwarders/address-guard'
import { countLiveTokens } from '../http/credentials'
import type { TelemetryLogger } from '../logger'
import { exchangeableStore, type ExchangeableStore } from '../store/exchangeable-store'
import type { TelemetryStore } from '../store/store'
import { createServer } from '../telemetry-server'
import { boundHeap } from './bound-heap'
import type { Command, CommandContext } from './command'
import { CommandError } from './command-error'
import { createLogger } from './create-logger'
import { EXIT } from './exit-codes'
import { type FollowingServer, followRules } from './follow-rules'
import { isGiven, noteGivenRules } from './given-rules'
import { serverOptions } from './server-options'
import { trySettings } from './try-settings'
import { whileBusy } from './while-busy'

/** Milliseconds for open requests and what is being forwarded; the whole end takes at most five seconds. */
const DRAIN_MS = 3000

/** Runs the server until it is told to end; then finishes what was begun. */
export const serve: Command<object> = async (_options, context) => {
  void boundHeap([...process.execArgv, process.env.NODE_OPTIONS ?? ''])
  refuseToStart(context.settings.values)
  return context.withStore(
    async (first) => {
      const store = exchangeableStore(first)
      const { settings, signal, now } = context
      const { values } = settings
      const hasToken = await whileBusy(() => isGuarded(store, values, now()))
      refuseOpenDashboard(values, hasToken)
      const logger = createLogger({ level: values.log, now, write: context.log, isTerminal: context.isTerminal })
      const { timeZone } = await whileBusy(() => store.health(now()))
      await noteGivenRules(store, { settings, logger })
      const { serving, background } = createParts({ store, context, timeZone, logger })
      const server = await listen(serving.listener, { values, logger })
      await background.start()
      announce(server, { context, logger })
      if (!hasToken && context.environment.NODE_ENV === 'production') logger.warn(SHUT_DASHBOARD, {})
      context.serving()
      await aborted(signal)
      logger.info('stopping')
      serving.endLiveViews()
      await Promise.all([drainHttpServer(server, DRAIN_MS), background.stop(), serving.stop()])
      await serving.close()
      await store.close()
      logger.info('stopped')
      return null
    },
    { create: true },
  )
}

const SHUT_DASHBOARD =
  'NODE_ENV is production and there is no admin token, so nobody can open the dashboard. Set TELEMETRY_ADMIN_TOKEN (openssl rand -base64 32), or run: parel-telemetry token new'

/** Refuses what would be refused once the database is there, before it is made: its time zone could not be changed any more. */
export function refuseToStart(values: SettingValues): void {
  trySettings(values)
  // A database that exists may hold tokens.
  if (!existsSync(values.database)) refuseOpenDashboard(values, values.adminToken !== '')
}

async function isGuarded(store: TelemetryStore, { adminToken }: SettingValues, now: number): Promise<boolean> {
  return adminToken !== '' || (await countLiveTokens(store, now)) > 0
}

/** On an address that others can reach there must be something to ask for. */
function refuseOpenDashboard({ host }: SettingValues, hasToken: boolean): void {
  if (hasToken || isLoopbackHost(host)) return
  throw new ConfigError(
    `HOST is ${JSON.stringify(host)} and there is no admin token, so anyone could ask for the dashboard. Set TELEMETRY_ADMIN_TOKEN (openssl rand -base64 32), run "parel-telemetry token new", or use HOST=127.0.0.1.`,
  )
}

interface PartsOptions {
  readonly store: ExchangeableStore
  readonly context: CommandContext
  readonly timeZone: string
  readonly logger: TelemetryLogger
}

/** The server and what runs beside it. */
interface Running {
  readonly serving: FollowingServer
  readonly background: BackgroundWork
}

function createParts({ store, context, timeZone, logger }: PartsOptions): Running {
  const { settings, now } = context
  const { values } = settings
  // An app that begins later notes its retention then.
  const retentionDays = isGiven(settings, 'retentionDays') ? values.retentionDays : null
  const background = runBackgroundWork(values, { store: async () => store, logger, now, retentionDays })
  const make = ({ settings: { values: own }, cleaning }: CommandContext) =>
    createServer({ ...serverOptions(own), strict: cleaning.strict, store, timeZone, logger, now, forwarders: background }, { notesRules: false })
  return { serving: followRules({ context, store, make, logger }), background }
}

function listen(listener: NodeListener, { values: { port, host }, logger }: { readonly values: SettingValues; readonly logger: TelemetryLogger }): Promise<Server> {
  const server = createHttpServer(listener)
  return new Promise((resolve, reject) => {
    const told = new Set<string>()
    // One that nobody hears would end the process. Each connection that cannot be accepted, because there are too many, is one.
    server.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : error.name
      if (server.listening && !told.has(code)) logger.error('a connection could not be accepted; this is logged once for each cause', { code })
      told.add(code)
      const cure = code === 'EADDRINUSE' ? 'Something listens there already: give another --port.' : 'Give another --host or --port.'
      reject(new CommandError(`Cannot listen on ${host} port ${port} (${code}). ${cure}`, code === 'EADDRINUSE' ? EXIT.busy : EXIT.unavailable))
    })
    server.listen(port, host, () => resolve(server))
  })
}

function announce(server: Server, { context, logger }: { readonly context: CommandContext; readonly logger: TelemetryLogger }): void {
  const { port, family, address } = server.address() as AddressInfo
  const { basePath, database, enabled } = context.settings.values
  logger.info('listening', { address, port, database, enabled })
  if (!context.isTerminal) return
  const base = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}${basePath}`
  context.log(`\n  dashboard  ${base}/admin/telemetry\n  recording  ${base}/api/telemetry\n  database   ${database}\n`)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
