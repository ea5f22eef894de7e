import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { claimPort } from '../claim-port.ts'
import { endWithProcess } from '../end-with-process.ts'

/** The built command line. */
const CLI = fileURLToPath(new URL('../../../server/dist/cli.js', import.meta.url))

/** How a command ended. */
export interface CommandEnd {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The command line in its own temporary folder. */
export interface Workplace {
  readonly folder: string
  readonly path: (name: string) => string
  run(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CommandEnd>
  /** Starts a command, to be watched or stopped before its end. */
  start(words: readonly string[], environment?: Readonly<Record<string, string>>): RunningCommand
  /** Runs a line of a shell, in which `$CLI` is the command line. */
  shell(line: string, environment?: Readonly<Record<string, string>>): Promise<CommandEnd>
  /** Runs a line of a shell on a terminal of so many columns; the end has all that was on the screen. */
  onTerminal(line: string, options?: TerminalOptions): Promise<CommandEnd>
  /** Runs a line of JavaScript, as cron would. */
  node(line: string, environment?: Readonly<Record<string, string>>): Promise<CommandEnd>
  serve(environment?: Readonly<Record<string, string>>): Promise<RunningServer>
  end(): Promise<void>
}

/** A command that may still run. */
export interface RunningCommand {
  readonly child: ChildProcess
  readonly ended: Promise<CommandEnd>
}

/** What a terminal is like. */
export interface TerminalOptions {
  readonly columns?: number
  /** Typed as soon as the screen shows the text. */
  readonly type?: { readonly keys: string; readonly after: string }
  readonly environment?: Readonly<Record<string, string>>
}

/** A server in a process of its own. */
export interface RunningServer {
  readonly url: string
  readonly child: ChildProcess
  /** Everything it wrote, so far. */
  log(): string
  /** Resolves when it has written what the pattern finds; rejects with all it wrote when it ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>
  /** Ends it with a signal and waits. */
  stop(signal?: NodeJS.Signals): Promise<CommandEnd>
}

/**
 * Makes an empty folder with nothing of this machine's environment in it but the path.
 *
 * @param install - Puts a command line into the folder and says where it is. Default: the built one of the workspace.
 */
export function createWorkplace(install?: (folder: string) => string): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'telemetry-cli-'))
  const cli = install?.(folder) ?? CLI
  // Where `@parel/telemetry-server` is found.
  const home = install === undefined ? fileURLToPath(new URL('../../', import.meta.url)) : folder
  const children = new Set<ChildProcess>()
  const spawnChild = (program: string, words: readonly string[], { environment = {}, cwd = folder, stdin = 'ignore' }: ChildOptions = {}) => {
    const child = endWithProcess(spawn(program, words, { cwd, env: { PATH: process.env.PATH, ...environment }, stdio: [stdin, 'pipe', 'pipe'] }))
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  const start = (words: readonly string[], environment: Readonly<Record<string, string>> = {}, cwd = folder) => spawnChild(process.execPath, words, { environment, cwd })
  const withCli = (line: string) => line.replaceAll('$CLI', `"${process.execPath}" "${cli}"`)
  return {
    folder,
    path: (name) => join(folder, name),
    run: (words, environment) => collect(start([cli, ...words], environment)).ended,
    start: (words, environment) => {
      const child = start([cli, ...words], environment)
      return { child, ended: collect(child).ended }
    },
    shell: (line, environment) => collect(spawnChild('sh', ['-c', withCli(line)], { ...(environment && { environment }) })).ended,
    onTerminal: (line, { columns = 80, type, environment } = {}) => {
      const child = spawnChild('script', ['-qec', `stty cols ${columns}; ${withCli(line)}`, '/dev/null'], { environment: { TERM: 'xterm', ...environment }, stdin: 'pipe' })
      return typeInto(child, type)
    },
    node: (line, environment) => collect(start(['-e', line], environment, home)).ended,
    serve: async (environment) => waitForServer(start([cli, 'serve', '--port', String(await claimPort())], environment)),
    async end() {
      await Promise.all([...children].map((child) => new Promise((resolve) => (child.once('exit', resolve), child.kill('SIGKILL')))))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface ChildOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly stdin?: 'ignore' | 'pipe'
}

function typeInto(child: ChildProcess, type: TerminalOptions['type']): Promise<CommandEnd> {
  const { ended, written } = collect(child)
  let isTyped = false
  child.stdout?.on('data', () => {
    if (type === undefined || isTyped || !written.stdout.includes(type.after)) return
    isTyped = true
    child.stdin?.write(type.keys)
  })
  return ended
}

interface Collected extends Pick<RunningServer, 'said'> {
  readonly ended: Promise<CommandEnd>
  readonly written: { stdout: string; stderr: string }
}

function collect(child: ChildProcess): Collected {
  const written = { stdout: '', stderr: '' }
  child.stdout?.on('data', (piece: Buffer) => (written.stdout += piece.toString()))
  child.stderr?.on('data', (piece: Buffer) => (written.stderr += piece.toString()))
  const ended = new Promise<CommandEnd>((resolve) => child.once('close', (code) => resolve({ code, ...written })))
  const said = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(written.stdout + written.stderr)
        if (found) resolve(found)
      }
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', look)
      look()
      void ended.then(({ code, stdout, stderr }) => reject(new Error(`It ended with ${code} and never said ${pattern}:\n${stdout}${stderr}`)))
    })
  return { ended, written, said }
}

async function waitForServer(child: ChildProcess): Promise<RunningServer> {
  const { ended, written, said } = collect(child)
  const [, port] = await said(/"message":"listening".{0,80}"port":(\d+)/)
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    log: () => written.stdout + written.stderr,
    said,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}
