import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { startServerProcess, type ServerProcess } from '../server-process.ts'

const child = join(import.meta.dirname, 'server-child.mjs')
const server = async (path: string): Promise<readonly string[]> => [process.execPath, child, path, 'quiet', String(await claimPort())]

/** True where the faults of system calls can be made. */
export const canInject = existsSync('/usr/bin/strace') && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

/** True where a process can mount its own disks, which needs root and the right to mount. */
export const canMount = spawnSync('unshare', ['-m', 'true']).status === 0

/**
 * Starts a server whose log syncs behave as given, in the syntax of `strace --inject`, such as `error=EIO:when=9`.
 *
 * @param output - Where the calls are written.
 */
export async function startOnFaultyDisk(path: string, { fault, output }: { readonly fault: string; readonly output: string }): Promise<ServerProcess> {
  return startServerProcess('strace', ['-f', '-y', '-e', 'trace=fsync,fdatasync', '-P', `${path}-wal`, '-e', `inject=fsync,fdatasync:${fault}`, '-o', output, ...await server(path)])
}

/** The process that `strace` runs; signals to the tracer do not reach it. */
export function tracedPid(tracer: ServerProcess): number {
  return Number(/pid (\d{1,9})/.exec(tracer.output())?.[1])
}

/** A server on a small disk that only it sees. */
export interface OnSmallDisk {
  readonly server: ServerProcess
  /** The folder of its disk as this process sees it. */
  readonly folder: string
}

/** Starts a server on a disk of a few megabytes, which is gone when it ends. */
export async function startOnSmallDisk(folder: string, megabytes: number): Promise<OnSmallDisk> {
  const script = `mount -t tmpfs -o size=${megabytes}m none "$0" && exec "$@"`
  const started = await startServerProcess('unshare', ['-m', 'sh', '-c', script, folder, ...await server(join(folder, 'telemetry.db'))])
  return { server: started, folder: `/proc/${started.child.pid}/root${folder}` }
}

/** Starts a server on a folder that is not writable. */
export async function startReadOnly(folder: string): Promise<ServerProcess> {
  const script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
  return startServerProcess('unshare', ['-m', 'sh', '-c', script, folder, ...await server(join(folder, 'telemetry.db'))])
}

/** Fills a disk to its last byte. */
export function fillDisk(file: string): void {
  try {
    execFileSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4096'], { stdio: 'ignore' })
  } catch {
    // It ends when the disk is full, which is an error to it.
  }
}
