#!/usr/bin/env node
import { runCli } from './cli/run-cli'

const ending = new AbortController()

for (const [signal, exitCode] of [['SIGTERM', 143], ['SIGINT', 130]] as const) {
  process.on(signal, () => {
    // The first asks, the second insists.
    if (ending.signal.aborted) process.exit(exitCode)
    ending.abort()
    // What hangs, a locked disk for example, must not keep a supervisor waiting.
    setTimeout(() => process.exit(0), 4800).unref()
  })
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  now: Date.now,
  signal: ending.signal,
  isTerminal: process.stderr.isTTY && process.stdout.isTTY,
  writeError: (text) => void process.stderr.write(text),
  write: (text) => new Promise((resolve) => void process.stdout.write(text, () => resolve())),
})
