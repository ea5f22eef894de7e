import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { anonymizeText } from '../src'

describe('anonymizeText', () => {
  it.each([
    ['a mail address', 'The email ada@mail.example is taken', 'The email [removed] is taken'],
    ['a full-width at sign', 'to ada＠mail.example', 'to [removed]'],
    ['an encoded at sign', 'to ada%40mail.example', 'to [removed]'],
    ['a handle', 'ask @ada_l', 'ask [removed]'],
    ['a word with a long number', 'saw fixture4711 today', 'saw [removed] today'],
    ['a number that begins with one zero', 'from practitioner/04008899', 'from [removed]'],
    ['a URL', 'GET https://api.shop.example/users/42?x=1 failed', 'GET /users/[id] failed'],
    ['a path', 'No route matches /users/42/edit', 'No route matches /users/[id]/edit'],
    ['a path in brackets', 'docs (/users/42)', 'docs (/users/[id])'],
    ['a Windows path', String.raw`open C:\Users\ada\cv.txt`, 'open [removed]'],
    ['a phone number', 'call +49 171 5550123 now', 'call [removed] now'],
    ['a phone number with a bracketed zero', 'call +49 (0) 171 / 55 50 123', 'call [removed]'],
    ['a local phone number', 'call (555) 010-9988', 'call [removed]'],
    ['a card', 'card 4242-4242-4242-4242 declined', 'card [removed] declined'],
    ['a long number', 'account 12345678901', 'account [removed]'],
    ['coordinates', 'at 48.137154, 11.576124', 'at [removed], [removed]'],
    ['an IBAN', 'DE89370400440532013000 is blocked', '[removed] is blocked'],
    ['an IPv4 address', 'connect 10.0.0.1:5432', 'connect [removed]'],
    ['an IPv4 address at the end of a sentence', 'Blocked 203.0.113.42.', 'Blocked [removed]'],
    ['an IPv4 address in other quotes', 'from “203.0.113.42”', 'from [removed]'],
    ['an IPv6 address in other quotes', 'from „fe80::1“', 'from [removed]'],
    ['a Windows path in other quotes', String.raw`open “C:\Users\ada`, 'open [removed]'],
    ['an address after an invisible character', '\u202e2001:db8::8a2e:370:7334', '[removed]'],
    ['a phone number with non-breaking dashes', 'call +49 171‑555‑0123 now', 'call [removed] now'],
    ['a local phone number with long dashes', '555–010–9988', '[removed]'],
    ['a card with invisible characters', '4242\u200b4242\u200b4242\u200b4242', '[removed]'],
    ['a short IPv6 address', 'host fe80::1', 'host [removed]'],
    ['a long IPv6 address', 'host 2001:db8:0:1:1:1:1:1', 'host [removed]'],
    ['a MAC address', 'mac aa:bb:cc:dd:ee:ff', 'mac [removed]'],
    ['a UUID', 'id 9f1c2d7e-3b4a-4c5d-8e6f-7a8b9c0d1e2f', 'id [removed]'],
    ['a mail address at a provider of digits', 'mail ada@163.example now', 'mail [removed] now'],
    ['a mail address at a provider that begins with a digit', 'ada@1und1.example or ada@10xy.example', '[removed] or [removed]'],
    ['a token with a prefix', 'cus_NffrFeUfNV2Hib', '[removed]'],
    ['a short token', 'QXg1o8', '[removed]'],
    ['a key in capitals', 'AKIAIOSFODNN7EXAMPLE', '[removed]'],
    ['a token of letters only', 'dQwXgWcZkPtRvB', '[removed]'],
    ['a number after a word', 'user_12345 failed', '[removed] failed'],
    ['a secret after an equals sign', 'password=letmein&x=1', 'password=[removed]&x=1'],
    ['a secret with a digit after a colon', 'password: hunter2', 'password: [removed]'],
    ['a secret in quotes', '{"apiKey":"abc9def"}', '{"apiKey":"[removed]"}'],
    ['a bearer token', 'Authorization: Bearer abc123def456ghi', 'Authorization: Bearer [removed]'],
    ['a home folder', 'open /home/ada/notes/todo.txt', 'open /home/[id]/notes/todo.txt'],
    ['a customer number', 'User 10423 not found', 'User [removed] not found'],
    ['an order number', 'refund of order #887727', 'refund of order #[removed]'],
    ['words and digits that alternate', 'from team1user2 today', 'from [removed] today'],
    ['an invoice number', 'Invoice 48213 was paid', 'Invoice [removed] was paid'],
    ['an id in a selector', "li[data-user-id='04529087']", "li[data-user-id='[removed]']"],
    ['a reference', 'Practitioner/34336502', '[removed]'],
    ['a street before its number', 'to Elm Street 12 today', 'to Elm [removed] today'],
    ['a street in one word', 'near Lange Straße 7', 'near Lange [removed]'],
    ['a short street', 'near Hauptstr. 75', 'near Haupt[removed]'],
    ['a street of several words', 'Rue de la Paix 69', '[removed]'],
    ['a street after its number', 'at 12 Old Main St', 'at [removed]'],
    ['an avenue after its number', 'ship it to 30 Park Ave', 'ship it to [removed]'],
    ['a six-digit number as the whole text', '483920', '[removed]'],
    ['an order number as the whole text', '#483920', '[removed]'],
    ['a year and four digits after a word', 'INV-2024-4211', '[removed]'],
    ['a coordinate as the whole text', '48.137154', '[removed]'],
    ['a handle with four digits', 'zed#1234', '[removed]'],
    ['a five-digit number after letters', 'ZJ86616-YJ', '[removed]'],
    ['a secret in quotes without a digit', 'login(password: "swordfish")', 'login(password: "[removed]")'],
    ['a private key', 'pem -----BEGIN PRIVATE KEY-----\nMIIabc\ndef', 'pem [removed]'],
    ['digits of other scripts', 'order ٤٢٤٢٤٢', 'order ������'],
    ['half of a surrogate pair', 'a\ud800b', 'a�b'],
    ['control characters', 'a\u0000b', 'a�b'],
  ])('removes %s', (_name, text, clean) => {
    expect(anonymizeText(text)).toBe(clean)
    expect(anonymizeText(clean)).toBe(clean)
  })

  it.each([
    'Unexpected token < in JSON at position 0',
    'Closed from 2024-05-17 12:30 on', '20240517', '202405', '48392', 'code 483920', 'String 5 is too long', 'Street view', '0.137154', '12.50', 'step#2',
    'Password must be at least 12 characters',
    'Please enter a valid email address',
    'Missing required key "name"',
    'Invalid token: expected string',
    "Cannot read properties of undefined (reading 'map')",
    'TypeError: x is not a function at render (app.js:10:5)',
    'Maximum update depth exceeded',
    'IntersectionObserver', 'useCheckoutMutation', 'dangerouslySetInnerHTML', 'ERR_HTTP2_PROTOCOL_ERROR', 'ORA-00001', 'TS2322', '0x80004005',
    'HighErrorBudgetBurn', 'timeToFirstByte', 'XMLHttpRequest', '@@INIT', 'connect ECONNREFUSED 127.0.0.1:5432', 'Chrome 128.0.6613.119', 'i7-12700H', '180x90cm', '1080p60', 'mysql8',
    'Imported customers: 12000', 'submit_form', 'new_checkout_flow_v2', 'claude-3-5-sonnet-20241022', 'iPhone 15 Pro', 'Chrome/118.0.5993.88', 'Chrome 118.0.0.0',
    '1.2.3-beta.4+build.567', 'v1.2.3.4', '2024年05月12日10時30分', '2024年5月12日 10時30分', '2024-01-15T10:30:00.000Z', '2025-06-05T11:47:33.000000Z', 'PT1H30M', '15.01.2024', '10:30:15', '16:9', '1/2', '1440x900', '#ff8800', '#3f2a1b', '1,234,567 items',
    'application/vnd.github.v3+json', 'Europe/Berlin', 'react@18.3.1', 'node@20', 'node@20.x', 'next@15.0.0-rc.beta', 'logo@2x.png', 'logo@3x', '@parel/telemetry', 'Cmd+Shift+K', '99.99%',
    'Größe wählen', '¿Olvidaste tu contraseña?', '支付成功', '👍🏽 ok', 'Donaudampfschifffahrtsgesellschaft', '[removed]', '/orders/[id]',
    'PostgreSQL 17',
  ])('keeps %s', (text) => {
    expect(anonymizeText(text)).toBe(text)
  })

  it('reads at most 1,024 characters and never cuts a token in half', () => {
    expect(anonymizeText(`${'ab '.repeat(341)}ada@mail.example`)).toBe(`${'ab '.repeat(341)}[removed]`)
  })

  it.each([undefined, null, 42, {}])('returns an empty text for %s', (input) => {
    expect(anonymizeText(input as unknown as string)).toBe('')
  })

  it.each(['level_3_done', 'ev_12', 'plan pro, 12 months', 'add_to_cart'])('takes no closer look at %s', (text) => {
    const replace = vi.spyOn(String.prototype, 'replace')
    onTestFinished(() => replace.mockRestore())
    expect(anonymizeText(text)).toBe(text)
    expect(replace).not.toHaveBeenCalled()
  })

  it('reports the rules that removed something', () => {
    const rules: string[] = []
    anonymizeText('ada@mail.example, call +49 171 5550123, password=x', { onRemoved: (rule) => rules.push(rule) })
    expect(rules).toEqual(['secret', 'number', 'token'])
  })

  it('applies the declared routes to addresses in a text', () => {
    expect(anonymizeText('GET /u/ada failed', { routes: ['/u/:name'] })).toBe('GET /u/[id] failed')
  })
})
