import { existsSync, readFileSync } from 'node:fs'
import { ConfigError } from '../config-error'
import { describeFileError } from './describe-file-error'

/** The file that is read when none is named. */
const CONFIG_FILE = 'telemetry.config.json'

/** A configuration file: its path and its values as text. */
export interface ConfigFile {
  readonly path: string
  readonly values: ReadonlyMap<string, string>
}

/**
 * Reads the configuration file: a JSON object of settings.
 *
 * @param asked - A path that must exist; undefined: {@link CONFIG_FILE} in the working directory, if there is one.
 */
export function readConfigFile(asked: string | undefined): ConfigFile | null {
  const path = asked ?? CONFIG_FILE
  if (!existsSync(path)) {
    if (asked === undefined) return null
    throw new ConfigError(`The configuration file ${JSON.stringify(path)} does not exist. Give the path of a JSON file.`)
  }
  return { path, values: parseConfigFile(readText(path), path) }
}

function readText(path: string): string {
  try {
    // Some editors put a mark in front of UTF-8.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new ConfigError(`The configuration file ${JSON.stringify(path)} cannot be read (${describeFileError(error)}). Give the path of a JSON file.`)
  }
}

/** Makes texts of the values of a configuration file; they are read like those of the environment. */
export function parseConfigFile(text: string, path: string): ReadonlyMap<string, string> {
  const parsed = parseJson(text, path)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ConfigError(`${path} must hold one JSON object, for example {"retentionDays": 30}.`)
  }
  return new Map(Object.entries(parsed).map(([key, value]) => [key, toText(key, value, path)]))
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The reason of JSON.parse quotes the text, and a secret may stand there.
    throw new ConfigError(`${path} is not JSON. Give one JSON object, for example {"retentionDays": 30}.`)
  }
}

function toText(key: string, value: unknown, path: string): string {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',')
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new ConfigError(`"${key.slice(0, 60)}" in ${path} must be a text, a number, true, false, or a list of texts.`)
}
