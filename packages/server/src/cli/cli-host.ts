/** What the command line needs from the process around it. */
export interface CliHost {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => number
  readonly signal: AbortSignal
  /** Standard output. Resolves when the reader can take more. */
  write(text: string): Promise<void>
  /** Standard error. */
  writeError(text: string): void
  readonly isTerminal: boolean
  /** Width of the terminal, if known. */
  readonly columns?: () => number | undefined
  /** Milliseconds between two checks of the rules that an app has noted. Default: 30000. */
  readonly rulesIntervalMs?: number
  /** Called when a server is up: from then on, a signal is the normal way to end and not a failure. */
  readonly serving?: () => void
}
