#!/usr/bin/env node
import { EXIT } from './cli/exit-codes'
import { OutputError } from './cli/output'
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
const failedWrites = new WeakSet<Error>()

for (const [signal, exitCode] of [['SIGTERM', 143], ['SIGINT', 130]] as const) {
  process.on(signal, () => {
    // The first asks, the second insists.
    if (ending.signal.aborted) process.exit(exitCode)
    ending.abort()
    // What hangs, a locked disk for example, must not keep a supervisor waiting.
    setTimeout(() => process.exit(isServing ? EXIT.done : EXIT.interrupted), 4800).unref()
  })
}

// Our own writes report their errors themselves; the parser's output (the help) has no handler.
process.stdout.on('error', (error) => {
  if (failedWrites.has(error)) return
  const { isClosed, message, exitCode } = new OutputError(error)
  if (isClosed) process.exit(EXIT.done)
  process.stderr.write(`parel-telemetry: ${message}\n`, () => process.exit(exitCode))
})
// The log's reader is gone: a server goes on without it.
process.stderr.on('error', () => {})

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  now: Date.now,
  signal: ending.signal,
  isTerminal: process.stderr.isTTY && process.stdout.isTTY,
  columns: () => process.stderr.columns,
  serving: () => void (isServing = true),
  writeError: (text) => void process.stderr.write(text),
  write,
})

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) return resolve()
      failedWrites.add(error)
      reject(error)
    })
  })
}
