import type { CliHost } from '../../src/cli/cli-host'
import { runCli } from '../../src/cli/run-cli'

/** Runs the command line in this process, on the fourteenth of October 2025. A server is told to end as soon as it is up. */
export async function runWords(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<{ readonly code: number; readonly said: string }> {
  const written: string[] = []
  const stopping = new AbortController()
  const host: CliHost = {
    environment,
    now: () => Date.UTC(2025, 9, 14),
    signal: stopping.signal,
    write: async (text) => void written.push(text),
    writeError: (text) => void written.push(text),
    isTerminal: false,
    serving: () => stopping.abort(),
  }
  return { code: await runCli(words, host), said: written.join('') }
}
