/** Receives the server's log messages. It never gets an IP address, a User-Agent, a body, a token or a raw URL. */
export interface TelemetryLogger {
  debug(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  info(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  warn(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  error(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

/** A logger that discards everything. */
export const silentLogger: TelemetryLogger = { debug() {}, info() {}, warn() {}, error() {} }
