import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src'
import { sanitizeMetadata as sanitizeInPage } from '../src/page'
import { setAside } from '../src/review'

describe('what looks like an identifier, outside of a page', () => {
  it.each<[string, Metadata]>([
    ['the number of a security, a recording or a drug', { isin: 'IE00B4L5Y983', isrc: 'GBAYE0601498', wkn: 'A0RPWH', pzn: '01016144', cve: 'CVE-2026-21441' }],
    ['the printed number of an article', { ean: '8710400000013', gtin: '04006381333931' }],
    ['an amount written as text', { gasUseEstimate: '184000', amount: '1200000' }],
    ['an edition', { build: '20240517.1', version: '2024030101', migration: '20240512103000_add_index', compiler: '0.8.26+commit.8a97fa7a', describe: 'v2.3.0-14-g9f2c1ab', runtime: 'containerd://1.7.22', app: '9.0.12.482' }],
    ['the edition that an object tells about', { firmware: { current: '20231121-113540' } }],
    ['a route with places', { route: '/orders/:id', path: '/blog/[slug]', endpoint: 'GET /v1/orders/{orderId}/lines' }],
    ['an exact time', { at: '2024-12-18 17:23:29.361740256 +0000 UTC' }],
    ['a range of days', { range: '2024-01-01..2024-03-31' }],
    ['a size', { parcel: { dimensions: '30x20x15' }, title: 'IKEA Billy bookcase 80x28x202' }],
    ['a quantity', { mileage: '10 000–15 000 km/år' }],
    ['drugs and algorithms', { drugs: ['N02BE01', 'M01AE01'], sshKeyType: 'ed25519', collation: 'utf8mb4_0900_ai_ci' }],
    ['a number of what a program counts', { message: 'Allowed memory size of 268435456 bytes exhausted' }],
    ['a part of a computer, and the edition of a system', { device: '/dev/nvme0n1p1', os: 'Windows 10 Pro 22H2 19045.3803' }],
    ['a class in its package', { logger: 'o.h.e.jdbc.spi.SqlExceptionHelper' }],
    ['a long edition', { build: '1234567' }],
    ['an edition of four parts', { app_build: '1.0.0.12', version: '10.0.0.7' }],
    ['an edition of a phone', { build: '21A5248p' }],
    ['a formula', { chemical: 'C8H10N4O2' }],
    ['a function in its class', { 'code.function.name': 'com.example.MyHttpService.serveRequest' }],
    ['a machine that works', { worker: 'node-7' }],
  ])('stays if it is %s', (_name, metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
    expect(sanitizeInPage(metadata)).not.toEqual(metadata)
  })

  it.each<Metadata>([
    { message: 'Call 2684354561 from home' }, { message: 'Priya Sharma wrote 268435456 bytes' }, { device: '/dev/priya1' }, { note: 'o.h.e.jdbc.spi.SqlExceptionHelper' }, { scanner: 'Wolf 99' }, { version_of: '12345678901' }, { build: '123456789' },
    { note: 'IE00B4L5Y983' }, { isin: 'ada@example.org' }, { isin: 'AB12CD34EF56GH78IJ90' }, { ean: '8710400000014' }, { ean: '871040000' }, { note: '184000' }, { amount: '4111111111111111' }, { amount: '184000 of ada@example.org' }, { app: '203.0.113.7' }, { user: { current: '20231121-113540' } }, { version: '4155550100' }, { version: '+4915155512345' },
    { release: 'x kqzvbnm' }, { route: '/users/8842/:id' }, { route: '/users/okafor/:id' }, { route: '/users/user12/{id}' }, { title: 'Profile of Priya Sharma 80x28x202' }, { note: 'Call at Via Roma 5, 80x28x202' }, { route: '/orders/[removed]x' }, { at: '2024-12-18 17:23:29.361740256 of ada@example.org' }, { range: '2024-01-01..2024-03-31 203.0.113.7' }, { note: 'x30x20x15x' }, { born_on: '1990-01-02..1990-01-03' }, { employee_no: '30x20x15' }, { captain: '30x20x15' }, { worker: 'ada-7' }, { app: '10.0.0.7' }, { release: '203.0.113.7' }, { note: '21A5248p' },
    { note: `IKEA Billy bookcase 80x28x202 ${'and more '.repeat(12)}` }, { note: 'plain words' },
  ])('is treated as in a page: %j', (metadata) => {
    expect(setAside(metadata, {}).rest).toBe(metadata)
  })
})
