/** A setting that cannot work. The message names the setting, the value seen (never a secret) and the cure. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
