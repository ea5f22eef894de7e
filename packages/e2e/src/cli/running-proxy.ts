import type { ChildProcess } from 'node:child_process'

/** A proxy in front of a telemetry server, with the lines of the docs in it. */
export interface RunningProxy {
  readonly url: string
  /** Everything that it wrote into its logs. */
  log(): string
  stop(): Promise<void>
}

/** Resolves when the proxy answers there; rejects with what it wrote when it has ended instead. Its errors come through a pipe. */
export async function waitUntilUp(url: string, child: ChildProcess): Promise<void> {
  let written = ''
  let end: string | undefined
  child.stderr?.on('data', (piece: Buffer) => (written += piece.toString()))
  child.once('error', (error) => (end = error.message))
  child.once('close', (code, signal) => (end ??= `it ended with ${code ?? signal}`))
  for (;;) {
    if (end !== undefined) throw new Error(`${child.spawnfile} did not start: ${end}.\n${written}`)
    const response = await fetch(url).catch(() => null)
    if (response !== null) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Ends a proxy and waits for it. */
export function stopProxy(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
