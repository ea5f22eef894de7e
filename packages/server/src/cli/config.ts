import type { Command } from './command'
import { table } from './table'

/** Shows the value of every setting and where it came from. Secrets are masked. */
export const config: Command<object> = async (_options, { settings }) => ({
  text: table(
    ['setting', 'value', 'from'],
    settings.list.map(({ variable, shown, origin }) => [variable, shown === '' ? '-' : shown, origin]),
  ),
  data: { settings: settings.list.map(({ key, variable, shown, origin }) => ({ key, variable, value: shown, origin })) },
})
