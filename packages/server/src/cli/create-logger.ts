import { LOG_LEVELS, type LogLevel } from '../config/log-level'
import type { TelemetryLogger } from '../logger'

/** Settings of {@link createLogger}. */
export interface LoggerOptions {
  readonly level: LogLevel
  readonly now: () => number
  readonly write: (line: string) => void
  /** Lines for people instead of JSON. */
  readonly isTerminal: boolean
}

type Fields = Readonly<Record<string, string | number | boolean | null>>

/** Creates a logger: one JSON object a line, or a short line for people on a terminal. Control characters are always escaped. */
export function createLogger({ level, now, write, isTerminal }: LoggerOptions): TelemetryLogger {
  const least = LOG_LEVELS.indexOf(level)
  const at = (name: LogLevel) => {
    if (LOG_LEVELS.indexOf(name) < least) return () => {}
    return (message: string, fields: Fields = {}) => {
      const time = new Date(now()).toISOString()
      write(isTerminal ? forPeople(time, { name, message, fields }) : JSON.stringify({ time, level: name, message, ...fields }))
    }
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function forPeople(time: string, { name, message, fields }: { readonly name: string; readonly message: string; readonly fields: Fields }): string {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  const line = [time.slice(11, 19), name.padEnd(5), message, ...pairs].join(' ')
  return line.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
