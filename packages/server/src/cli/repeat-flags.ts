import { typedValue } from './literal-words'
import { shellWord } from './shell-word'

/** Flags that say with which database a command works. */
const WHICH_DATABASE = ['config', 'database']

/**
 * Gives the commands that an answer tells to run the flags by which this one found its database: without them they would look for another.
 *
 * @param flags - As they were typed.
 */
export function repeatFlags(flags: Readonly<Record<string, unknown>>): (text: string) => string {
  const given = WHICH_DATABASE.filter((name) => flags[name] !== undefined).map((name) => ` --${name} ${shellWord(typedValue(flags[name]))}`)
  // A colon in front: what is only named, such as the command that wrote a file, stays as it is.
  return (text) => text.replace(/: parel-telemetry [a-z]{1,20}(?: (?:new|list|revoke))?(?![a-z])(?! --database)/g, (command) => command + given.join(''))
}
