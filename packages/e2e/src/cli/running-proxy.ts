import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { claimPort } from '../claim-port.ts'

const SNIPPETS = fileURLToPath(new URL('../../../../docs/snippets/', import.meta.url))

/** One kind of proxy: where its program is, what it reads, and how it is started. */
export interface ProxyKind {
  readonly name: string
  /** Where the program may be. */
  readonly programs: readonly string[]
  /** The file of docs/snippets. */
  readonly snippet: string
  configure(place: ProxyPlace): string
  wordsOf(place: ProxyPlace): readonly string[]
  /** Files of its log, beside its standard output. */
  readonly logs: readonly string[]
}

/** Where a proxy runs. */
export interface ProxyPlace {
  readonly program: string
  /** A folder of its own. */
  readonly home: string
  readonly port: number
  /** The lines of the docs, with the address of the server in them. */
  readonly snippet: string
  /** What it reads. */
  readonly file: string
}

/** A proxy in front of a telemetry server, with the lines of the docs in it. */
export interface RunningProxy {
  readonly url: string
  /** Everything that it wrote into its logs. */
  log(): string
  stop(): Promise<void>
}

/** Starts a proxy in a folder, in front of the server at `upstream`. */
export async function runProxy(kind: ProxyKind, { program, folder, upstream }: { readonly program: string; readonly folder: string; readonly upstream: string }): Promise<RunningProxy> {
  const home = join(folder, kind.name)
  mkdirSync(home)
  const snippet = readFileSync(join(SNIPPETS, kind.snippet), 'utf8').replaceAll('127.0.0.1:3300', upstream.replace('http://', ''))
  const place = { program, home, port: await claimPort(), snippet, file: join(home, kind.snippet) }
  writeFileSync(place.file, kind.configure(place))
  const child = spawn(program, kind.wordsOf(place), { stdio: ['ignore', 'pipe', 'pipe'], env: { HOME: home } })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()))
  const url = `http://127.0.0.1:${place.port}`
  await waitUntilUp(`${url}/elsewhere`, child)
  return { url, log: () => [said, ...kind.logs.map((name) => readFileSync(join(home, name), 'utf8'))].join(''), stop: () => stopProxy(child) }
}

/** Resolves when the proxy answers there; rejects with what it wrote when it has ended instead. Its errors come through a pipe. */
async function waitUntilUp(url: string, child: ChildProcess): Promise<void> {
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

function stopProxy(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
