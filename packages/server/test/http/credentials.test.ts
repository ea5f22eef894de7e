import { expect, it } from 'vitest'
import { cookieKey, countLiveTokens, createCredentials } from '../../src/http/credentials'
import { nodeSecrets } from '../../src/node-secrets'
import { memoryStore } from '../../src/store/memory'

it('keeps digests of a secret, never the secret nor what a cookie of it carries', async () => {
  const store = memoryStore()
  const credentials = createCredentials({ store, secrets: nodeSecrets, now: () => 0, configured: [] })
  const { id, secret } = await credentials.create({ role: 'share', label: 'board', expiresAt: null })
  expect(await store.readSetting(`share:${id}`)).toBe(JSON.stringify({ id, role: 'share', label: 'board', createdAt: 0, expiresAt: null, digest: nodeSecrets.digest(secret), proof: nodeSecrets.digest(cookieKey(secret, nodeSecrets)) }))
})

it('counts the tokens that still open something', async () => {
  const store = memoryStore()
  const credentials = createCredentials({ store, secrets: nodeSecrets, now: () => 0, configured: [] })
  await credentials.create({ role: 'admin', label: 'for ever', expiresAt: null })
  await credentials.create({ role: 'admin', label: 'for a while', expiresAt: 1000 })
  await credentials.create({ role: 'share', label: 'a link opens no settings', expiresAt: null })
  expect([await countLiveTokens(store, 999), await countLiveTokens(store, 1000)]).toEqual([2, 1])
})

it('makes ids that no command line takes for a flag', async () => {
  const random = (bytes: number) => `-${nodeSecrets.random(bytes).slice(1)}`
  const credentials = createCredentials({ store: memoryStore(), secrets: { ...nodeSecrets, random }, now: () => 0, configured: [] })
  const { id, secret } = await credentials.create({ role: 'admin', label: '', expiresAt: null })
  expect(id).toMatch(/^[^-]/)
  expect(await credentials.verify(secret)).toMatchObject({ id })
  expect(await credentials.revoke('admin', id)).toBe(true)
})

it.each([
  ['an id that exists, with another secret', ({ id, secret }: { readonly id: string; readonly secret: string }) => `share.${id}.${'x'.repeat(secret.length - id.length - 7)}`],
  ['the right secret with something behind it', ({ secret }: { readonly secret: string }) => `${secret}x`],
  ['a share link that calls itself a token', ({ secret }: { readonly secret: string }) => secret.replace('share.', 'admin.')],
])('opens nothing to %s', async (_name, forge) => {
  const credentials = createCredentials({ store: memoryStore(), secrets: nodeSecrets, now: () => 0, configured: [] })
  const made = await credentials.create({ role: 'share', label: 'board', expiresAt: null })
  expect(await credentials.verify(made.secret)).toMatchObject({ id: made.id })
  expect(await credentials.verify(forge(made))).toBeNull()
})

it('finds no credential under another role', async () => {
  const credentials = createCredentials({ store: memoryStore(), secrets: nodeSecrets, now: () => 0, configured: ['test-token-0123456789-abcdefghijklmn'] })
  expect([await credentials.find('admin', 'configured-0'), await credentials.find('share', 'configured-0')]).toMatchObject([{ role: 'admin' }, null])
})

it.each([
  ['no JSON', () => '{"id";'],
  ['a time of its end that has another name, which would open for ever', (text: string) => text.replace('"expiresAt"', '"expibesAt"')],
  ['a time that is none', (text: string) => text.replace('"createdAt":0', '"createdAt":9e15')],
])('lists the others where one is damaged, and opens nothing to that one: %s', async (_name, damage) => {
  const store = memoryStore()
  const credentials = createCredentials({ store, secrets: nodeSecrets, now: () => 0, configured: [] })
  const [broken, whole] = [await credentials.create({ role: 'admin', label: 'broken', expiresAt: null }), await credentials.create({ role: 'admin', label: 'whole', expiresAt: null })]
  await store.writeSetting(`admin:${broken.id}`, damage((await store.readSetting(`admin:${broken.id}`)) ?? ''))
  expect((await credentials.list('admin')).map(({ label }) => label)).toEqual(['whole'])
  expect([await credentials.verify(broken.secret), (await credentials.verify(whole.secret))?.label]).toEqual([null, 'whole'])
  expect(await credentials.revoke('admin', broken.id)).toBe(true)
})
