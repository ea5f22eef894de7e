import { existsSync } from 'node:fs'
import { OUTBOX_PREFIX } from '../forwarders/outbox-state'
import { countLiveTokens } from '../http/credentials'
import type { StoreReader } from '../store/sqlite/read-store'
import type { Command, CommandContext } from './command'
import { CommandError } from './command-error'
import { checkDailyNumbers, checkStoredSettings } from './check-stored'
import { checkCopies, checkData, checkDatabaseFile, checkFreePages, type Finding } from './doctor-checks'
import { checkAlerts } from './doctor-forwarders'
import { checkAdminToken, checkIdle, checkNames, checkNode, checkSettings, checkTogether } from './doctor-settings'
import { EXIT } from './exit-codes'
import { checkEndpoint, endpointOf } from './probe-endpoint'

/** Flags of `doctor`. */
export interface DoctorFlags {
  /** Address of the app. */
  readonly url?: string
}

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const

/** Answers the guide's troubleshooting point by point. Ends with 1 when something is wrong. */
export const doctor: Command<DoctorFlags> = async ({ url }, context) => {
  const { settings } = context
  const endpoint = url === undefined ? null : endpointOf(url, settings.values.basePath)
  const outside = [checkNode(process.versions), checkTogether(settings.values), ...checkNames(context.environment), ...checkIdle(settings), ...checkSettings(settings), ...checkDatabaseFile(settings.values)]
  // First the endpoint: its answer comes when the app has opened its database, which may be new.
  const asked = endpoint === null ? [] : [await checkEndpoint(endpoint)]
  const findings = [...outside, ...asked, ...(await lookInside(context))]
  const wrong = findings.filter(({ state }) => state === 'fail').length
  const lines = findings.map(({ state, name, says, cure }) => `${MARKS[state]} ${name}: ${says}${cure === undefined ? '' : `\n    ${cure}`}`)
  const verdict = wrong === 0 ? 'Nothing is wrong.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`
  return { text: [...lines, '', verdict].join('\n'), data: { healthy: wrong === 0, checks: findings }, exitCode: wrong === 0 ? EXIT.done : EXIT.findings }
}

async function lookInside(context: CommandContext): Promise<readonly Finding[]> {
  try {
    const findings = await context.withReader((reader) => askReader(reader, context), { older: true })
    // Last, because it opens the file beside the engine.
    return [...findings, checkFreePages(context.settings.values.database), checkCopies(context.settings.values, context.now())]
  } catch (error) {
    const says = error instanceof Error ? error.message : 'it cannot be opened'
    const isMissing = error instanceof CommandError && error.exitCode === EXIT.noInput && !existsSync(context.settings.values.database)
    return [{ name: 'database', state: 'fail', says, cure: isMissing ? MISSING : 'Nothing is recorded until this is right.' }]
  }
}

const MISSING =
  'The first event that gets through creates it. Either this is not the path of the app, or no event reaches telemetry: a framework such as SvelteKit or Astro may refuse them with 403. Ask the app: parel-telemetry doctor --url http://127.0.0.1:3000'

async function askReader(reader: StoreReader, { settings, now, environment }: CommandContext): Promise<readonly Finding[]> {
  reader.proveWhole()
  reader.proveWritable()
  const stored = await reader.listSettings('')
  const states = [...stored].filter(([key]) => key.startsWith(OUTBOX_PREFIX))
  const forwarders = new Map(states.map(([key, state]) => [key.slice(OUTBOX_PREFIX.length), state]))
  const storedTokens = await countLiveTokens(reader, now())
  return [
    { name: 'database', state: 'ok', says: 'it can be read and written' },
    checkStoredSettings(stored),
    checkDailyNumbers(reader.damagedDays()),
    checkAdminToken(settings.values, { storedTokens, isProduction: environment.NODE_ENV === 'production' }),
    ...checkData(reader.health(now()), { settings: settings.values, forwarders, now: now() }),
    ...checkAlerts(stored, { settings: settings.values, now: now() }),
  ]
}
