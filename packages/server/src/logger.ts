/** Where the server says what happens. Never gets an address, a User-Agent, a body, a token or a raw URL. */
export interface TelemetryLogger {
  debug(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  info(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  warn(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  error(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

/** A logger that says nothing. */
export const silentLogger: TelemetryLogger = { debug() {}, info() {}, warn() {}, error() {} }
