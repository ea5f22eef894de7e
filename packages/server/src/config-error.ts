/** A setting that cannot work. The message names the setting, the value seen (never a secret) and the cure. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** A flag whose value cannot work: wrong words, where the same in the environment or the file is a wrong setting. */
export class FlagError extends ConfigError {
  override name = 'FlagError'
}
