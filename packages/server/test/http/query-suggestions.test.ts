import { expect, it } from 'vitest'
import { api, server } from './admin-setup'

it.each([
  ['?day=30', 'Unknown parameter "day". Allowed: days, from,', 'Did you mean "days"?'],
  ['/export?panle=pages', 'Unknown parameter "panle". Allowed: days, from,', 'Did you mean "panel"?'],
  ['?colour=red', 'Unknown parameter "colour". Allowed: days, from,', 'limit.'],
])('a parameter that nobody knows is refused with the one that was probably meant: %s', async (path, start, end) => {
  const answer = await server({}).fetch(new Request(api(path)), { remoteAddress: '127.0.0.1' })
  const { error } = (await answer.json()) as { readonly error: { readonly message: string } }
  expect([answer.status, error.message.slice(0, start.length), error.message.slice(-end.length)]).toEqual([400, start, end])
})
