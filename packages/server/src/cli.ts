#!/usr/bin/env node
import { EXIT } from './cli/exit-codes'
import { fileError } from './cli/file-error'
import { runCli } from './cli/run-cli'

// Node 22 calls its SQLite experimental, in every mail that cron sends. What else it warns of is shown.
const showWarning = process.listeners('warning')
process.removeAllListeners('warning')
process.on('warning', (warning) => {
  if (warning.name === 'ExperimentalWarning' && warning.message.startsWith('SQLite ')) return
  for (const show of showWarning) show.call(process, warning)
})

const ending = new AbortController()
let isServing = false

for (const [signal, exitCode] of [['SIGTERM', 143], ['SIGINT', 130]] as const) {
  process.on(signal, () => {
    // The first asks, the second insists.
    if (ending.signal.aborted) process.exit(exitCode)
    ending.abort()
    // What hangs, a locked disk for example, must not keep a supervisor waiting.
    setTimeout(() => process.exit(isServing ? EXIT.done : EXIT.interrupted), 4800).unref()
  })
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  const { message, exitCode } = fileError('Standard output', { verb: 'written', cure: 'Send it to a file on a disk with room.', error })
  process.stderr.write(`parel-telemetry: ${message}\n`, () => process.exit(exitCode))
})
// Nobody reads the log any more: a server goes on without it.
process.stderr.on('error', () => {})

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  now: Date.now,
  signal: ending.signal,
  isTerminal: process.stderr.isTTY && process.stdout.isTTY,
  columns: () => process.stderr.columns,
  serving: () => void (isServing = true),
  writeError: (text) => void process.stderr.write(text),
  write: (text) => new Promise((resolve) => void process.stdout.write(text, () => resolve())),
})
