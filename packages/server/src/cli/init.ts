import { resolve } from 'node:path'
import type { Command } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { readApp } from './init/read-app'
import type { AppFolder, Setup, SetupStep } from './init/setup'
import { findSetup, SETUPS } from './init/setups'
import { type FileFate, writeFiles } from './init/write-files'

/** Flags of `init`. */
export interface InitFlags {
  readonly framework?: string
  readonly folder?: string
  readonly dryRun?: boolean
}

/** Writes the files that an app needs, none over another, and tells what is left to do by hand. */
export const init: Command<InitFlags> = async ({ framework, folder = '.', dryRun: isDryRun = false }) => {
  const app = readApp(resolve(folder))
  const setup = framework === undefined ? findSetup(app) : findByName(framework)
  const { files, steps, note } = setup.plan(app)
  const fates = [...writeFiles(app, files, { isDryRun })].map(([file, fate]) => ({ ...file, fate }))
  const left = [...fates.filter(({ fate }) => fate === 'kept').map(({ path, text }) => keptStep(path, text)), ...steps.filter((step) => !isDone(app, step))]
  const missing = ['@parel/telemetry-server', setup.client].filter((name) => !app.packages.has(name))
  const install = missing.length > 0 ? `${app.install} ${missing.join(' ')}` : null
  const text = [
    `${setup.title}, ${framework === undefined ? 'by package.json' : 'as asked for'}.${isDryRun ? ' Nothing is written (--dry-run).' : ''}`,
    ...(fates.length > 0 ? [fates.map(({ path, fate }) => `  ${path}: ${SAID[fate][isDryRun ? 1 : 0]}`).join('\n')] : []),
    tellSteps(left, install, app),
    ...(note === undefined ? [] : [note]),
    AFTERWARDS,
  ].join('\n\n')
  return { text, data: { framework: setup.name, files: fates.map(({ path, fate }) => ({ path, fate })), install, steps: left.map(({ file, what, code }) => ({ file, what, code })), note: note ?? null, isDryRun } }
}

const SAID: Readonly<Record<FileFate, readonly [done: string, dry: string]>> = {
  written: ['written', 'would be written'],
  unchanged: ['there already', 'there already'],
  kept: ['kept, with its own text', 'would be kept, with its own text'],
}

const AFTERWARDS = `In development nothing is recorded. To try it there: TELEMETRY_ENABLED=true for
the server, and enabled: true beside endpoint for the client. In production set
TELEMETRY_ADMIN_TOKEN, at least 32 random characters. It opens the dashboard, at
/admin/telemetry. If nothing arrives: npx @parel/telemetry-server doctor`

function findByName(name: string): Setup {
  const setup = SETUPS.find((candidate) => candidate.name === name)
  if (setup === undefined) throw new CommandError(`--framework is ${JSON.stringify(name.slice(0, 40))}. Give one of: ${SETUPS.map((candidate) => candidate.name).join(', ')}.`, EXIT.usage)
  return setup
}

function keptStep(file: string, code: string): SetupStep {
  return { file, what: 'compare it with ours, or rename it and run this again', code: code.trimEnd(), done: '' }
}

function isDone(app: AppFolder, { file, done }: SetupStep): boolean {
  return done !== '' && app.read(file).includes(done)
}

function tellSteps(steps: readonly SetupStep[], install: string | null, app: AppFolder): string {
  const ignore = app.read('.gitignore').includes('telemetry.db') ? [] : ['.gitignore: keep the database out of the repository\n\n     telemetry.db*']
  const told = [...(install === null ? [] : [`Install:\n\n     ${install}`]), ...steps.map(({ file, what, code }) => `${file}: ${what}\n\n${code.replace(/^(?=.)/gm, '     ')}`), ...ignore]
  if (told.length === 0) return 'Nothing is left to do.'
  return `Left to do:\n\n${told.map((text, index) => `${String(index + 1).padStart(2)}. ${text}`).join('\n\n')}`
}
