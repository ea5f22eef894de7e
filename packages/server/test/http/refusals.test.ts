import { expect, it } from 'vitest'
import { api, server } from './admin-setup'

const ask = async (init: RequestInit, options = {}) => {
  const answer = await server(options).fetch(new Request(api(), init))
  const { error } = (await answer.json()) as { readonly error: { readonly message: string } }
  return [answer.status, error.message]
}
const post = (headers: Record<string, string>) => ({ method: 'POST', headers, body: new TextEncoder().encode('[]') })

it.each<[string, RequestInit, number, string]>([
  ['no content type', post({}), 415, 'The request has no content type. Send application/json or text/plain.'],
  ['another content type', post({ 'content-type': 'Text/HTML; charset=utf-8' }), 415, 'The content type is "text/html". Send application/json or text/plain.'],
  ['another charset', post({ 'content-type': 'application/json; charset=latin1' }), 415, 'The charset is "latin1". Send the body as UTF-8.'],
  ['another encoding', post({ 'content-type': 'application/json', 'content-encoding': 'br' }), 415, 'The content encoding is "br". Send the body as it is, or as gzip.'],
  ['a long word', post({ 'content-type': `text/${'x'.repeat(900)}` }), 415, `The content type is "text/${'x'.repeat(55)}…". Send application/json or text/plain.`],
  ['another method', { method: 'PATCH' }, 405, 'This address does not support "PATCH". It supports GET, HEAD, POST, OPTIONS.'],
])('a refusal says what came and what to send instead: %s', async (_name, init, status, message) => {
  expect(await ask(init)).toEqual([status, message])
})

it('a name that is not allowed is told with the option that allows it', async () => {
  expect(await ask({}, { allowedHosts: ['shop.example'] })).toEqual([421, 'This server does not answer under the name "localhost:3000". Add it to allowedHosts if it should.'])
})
