import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src'
import { sanitizeMetadata as sanitizeInPage } from '../src/page'
import { allowThings, setAside } from '../src/review'

describe('below a sensitive key, outside of a page', () => {
  it.each<[string, Metadata]>([
    ['what a form says about a field', { errors: { email: 'Enter a valid email address', password: 'Passwords do not match', phone: 'Phone number is too short' } }],
    ['the same without a word for errors', { email: 'Email is required', zip: "Postal code can't be blank" }],
    ['the state of a field', { email: 'invalid', phone: 'already taken', username: 'not verified', credentials: 'same-origin' }],
    ['the type of a field', { schema: { email: 'string', token: 'string', account: 'object', password: 'string' } }],
    ['what an object says about its fields', { labels: { name: 'Full name', phone: 'Work phone' }, placeholder: { email: 'Business email' } }],
    ['measurements of fields', { counts: { account: 15000 }, duration: { login: 120 } }],
    ['whoever uses something', { owner: 'me', customer: 'new', user: 'guest' }],
    ['a version of a driver', { driver: '552.22', gpu: { driver: 'Adrenalin 24.3.1' } }],
    ['an account of some kind, and a firm', { account_name: 'Main checking', account: { name: 'Hewlett Packard' } }],
    ['the legal form of a firm', { account_name: 'Initech Inc' }],
    ['what a token is for', { token_name: 'CI deploy' }],
    ['the nickname of a plan', { plan: { nickname: 'Pro monthly' } }],
    ['a saying under a title or a kind', { email_subject: 'Your trial ends soon', address_type: 'Billing address', email_frequency: 'Once a week' }],
    ['a number below a hundred in a saying', { password_rule: 'At least 8 characters' }],
    ['a key on a keyboard, and that of a song', { key: 'Enter', track: { key: 'D flat major' }, shortcut_key: 'Ctrl+Shift+P' }],
    ['the key of an organization', { organization: { key: 'acme-labs' } }],
    ['the type of a column', { types: { email: 'varchar(255)', password: 'text', phone: 'string | null', postalCode: 'int' } }],
    ['the label of a field', { labels: { firstName: 'First name', email: 'E-mail address' }, fieldErrors: { postalCode: 'Invalid postal code' } }],
    ['a number of cookies', { cookie: 1, cookies: 12 }],
    ['a client hint', { ua_mobile: '?0' }],
    ['when something was used', { credential: { lastUsed: '2026-04-02', created_at: '2026-04-02T10:00:00Z' }, password: { expires: '2026-04' } }],
    ['how a token is made, and what it is good for', { token: { alg: 'RS256', scope: 'openid read:message' }, password: { algorithm: 'argon2id' } }],
    ['the key of a file in a store', { key: 'exports/2026/04/report.parquet' }],
    ['a team and a program', { owner: 'platform-team', driver: 'postgres' }],
    ['the name of an article in another language', { nome_prodotto: 'Scarpe da corsa', produto: { nome: 'Camisa polo' } }],
    ['the name of something that has a type', { target: { type: 'document', display_name: 'Security Policy' }, actor: { type: 'dashboard', display_name: 'Quarterly Report' } }],
    ['an identifier of a card on a page', { cardId: 'avoid-crash-reports' }],
    ['the address of a server', { 'server.address': 'example.com', peer_address: 'db.acme.internal:5432' }],
    ['what is traded as a token', { token: 'USDT' }],
    ['the page of a collection', { collection: { handle: 'macbook-pro-laptops' }, product_handle: 'linen-shirt' }],
    ['yes and no', { default_address: 'yes', phone: 'n/a' }],
    ['the name of a template', { email_template: 'Abandoned cart #2' }],
    ['a region of a cloud', { region_code: 'us-east-1', zone_id: 'europe-west1-b' }],
  ])('keeps %s', (_name, metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
    expect(sanitizeInPage(metadata)).not.toEqual(metadata)
  })

  it.each<Metadata>([
    { credential: { lastUsed: 'yesterday' } }, { credential: { note: '2026-04-02' } }, { credential: { date_born: '2026-04-02', birth_date: '2026-04-02' } }, { token: { alg: 'swordfish' } }, { token: { scope: 'elif' } }, { token: { scope: 'Read It' } },
    { birth: { date: '2006-05-01' } }, { key: 'emma/2026/photo.jpg' }, { key: 'exports/48213/report.csv' },
    { username: 'night owl' }, { password: 'sunshine' }, { password: 'current' }, { login: { pin: 'changed' } }, { passphrase: 'correct horse battery staple' }, { password: 'the code is not found' }, { passphrase: 'Please enter older letters' }, { password: 'Password is required' }, { security_answer: 'it is not found' }, { securityAnswer: 'none' }, { senha: 'valid' }, { contraseña: 'taken' }, { owner: 'grace' }, { customer: 'Ada 2' }, { customer: 'Ada 2.1' }, { driver: 'Ada' }, { email: 'okafor is taken' }, { errors: { name: 'Grace Hopper is already taken' } }, { errors: { name: 'Mark Hill' } },
    { labels: { owner: 'Priya Sharma' } }, { labels: { owner: 'window' } }, { address_type: 'Blue Cross' }, { placeholder: { name: 'Jane Doe' } }, { labels: { address: 'Green Lane' } }, { counts: { phone: 4155550 } }, { user: { phone: 12 } }, { account_name: 'Grace Park' }, { account_name: 'Priya Sharma GmbH' },
    { nickname: 'Night Owl' }, { plan: { nickname: 'Rose Hunter' } }, { address: { street: 'PO Box 57' } }, { email_body: 'please call me back' }, { address_type: 'Green Lane' }, { key: 'theme' }, { user: { key: 'kowalski' } }, { organization: { key: 'kowalski42' } }, { ssid: 'Cafe Guest' }, { key: 'Ada' }, { email_subject: 'polo club' }, { plan: { nickname: 'Mark offline' } }, { email: 'taken by kowalski' }, { plan: { nickname: 'grace' } },
    { address: 'example.com' }, { server_address: '203.0.113.7' }, { server_address: '12 Elm Street' }, { token: 'QWXYZ' }, { author_handle: 'jane-doe' }, { collection: { handle: 'jane' } }, { password: 'yes' }, { region_code: 'us-east-ada' },
    { cookie: 'varchar(255)' }, { cookie: 12345 }, { cookie: 1.5 }, { cookie: -1 }, { account: 1 }, { owner: 'kowalski-team' }, { owner: 'postgres' }, { nome: 'Scarpe da corsa' }, { nome_prodotto: 'Priya Sharma' }, { nome_prodotto: 'Kowalski Nakajima' }, { nome_cliente: 'Scarpe da corsa' }, { produto: { nome: 'Thiago' } }, { produto: { nome: 'ada@x.example' } }, { actor: { type: 'user', display_name: 'Quarterly Report' } }, { target: { type: 'document', display_name: 'Priya Sharma' } },
  ])('treats %j as a page does', (metadata) => {
    expect(setAside(metadata, {}).rest).toBe(metadata)
  })
})

describe('below an identifier or a code, outside of a page', () => {
  it.each<[string, Metadata]>([
    ['dictionary words with a small number', { list_id: 'hot_deals_1', cache_key: 'products:list:page:2' }],
    ['a part of the app with a number', { screen_id: 'Home_2', experiment_id: 'exp-042', terminal_id: 'T-04', pod_id: 'segment A', quiz_id: 'quiz_2', zone_id: 'A1' }],
    ['codes of kinds of things', { hs_code: '6403.91', branch_code: '0412', delay_code: '93', ProcCode: 'D1110' }],
    ['an app in a store, and a device at home', { productId: 'com.app.gems.500', entity_id: 'automation.lights_off_2330' }],
    ['a label with a year and a duration', { list_id: 'spring deals 2026', creative_id: 'island-cruise-15s' }],
    ['a code that everybody gets', { promo_code: 'WELCOME10', couponCode: 'SAVE20NOW' }],
    ['words that merely end like `id`', { amount_paid: 10800, highest_bid: 15000, grid: '12 columns', void: 'Wrong item' }],
  ])('keeps %s', (_name, metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
    expect(sanitizeInPage(metadata)).not.toEqual(metadata)
  })

  it.each<Metadata>([
    { entity_id: 'light.emma_room' }, { entity_id: 'person.emma_2' }, { product_id: 'com.48213.x' }, { invite_code: 'hot_deals_1' }, { invite_code: 'com.acme.shop' }, { list_id: 'deal_room_107' }, { promo_code: 'EMMA10' }, { promo_code: 'QX7T2P' }, { gift_code: 'WELCOME10' }, { promo_code: 'WELCOME4821' },
    { recovery_key: 'apple banana cherry' }, { join_code: 'happy tree 12' }, { batch_id: 'promo_1' }, { list_id: 'blue_cross_1' }, { streamer_id: 'red_dragon_99' }, { list_id: 'grace_hopper_1' }, { list_id: 'hot_deals_123' }, { screen_id: 'Home_2041' }, { screen_id: 'kowalski_2' }, { screen_id: 'kowalski A' }, { screen_id: 'T-0412' }, { zone_id: 'QZK12' }, { ticket_id: 'A1' }, { order_id: 'exp-042' },
    { branch_code: '0412345' }, { branch_code: '415555012' }, { otp_code: '4821' }, { hs_code: '847.3001' }, { labels: { email: 'Work email address '.repeat(8).trim() } }, { kid: 12345 }, { bid: 12345 }, { list_id: 'Green Lane 12' },
  ])('treats %j as a page does', (metadata) => {
    expect(setAside(metadata, {}).rest).toBe(metadata)
  })
})

describe('a harmless value', () => {
  it.each<[string, unknown]>([
    ['with another value', { a: { email: 'invalid' }, b: { email: 'kowalski' } }],
    ['with another value before it', { a: { email: 'kowalski' }, b: { email: 'invalid' } }],
    ['in another spelling', { userEmail: 'invalid', user_email: 'kowalski' }],
    ['as the name of a field', { email: 'invalid', fields: [{ name: 'email', value: 'kowalski' }] }],
    ['as the name in a pair', { email: 'invalid', pairs: [['email', 'kowalski']] }],
    ['in a text that holds JSON', { email: 'invalid', body: '{"email":"kowalski"}' }],
    ['in a map', { email: 'invalid', map: new Map([['email', 'kowalski']]) }],
    ['in an object that is written otherwise', { email: 'invalid', other: { toJSON: () => ({ email: 'kowalski' }) } }],
    ['with an object as its value', { a: { email: 'invalid' }, b: { email: { toJSON: () => 'kowalski' } } }],
    ['with a large whole number', { email: 'invalid', b: { email: 12345n } }],
  ])('stays alone where its key also stands %s', (_name, metadata) => {
    const clean = JSON.stringify(sanitizeMetadata(metadata))
    expect(clean).toContain('invalid')
    expect(clean).not.toMatch(/kowalski|12345/)
  })

  it('is kept only in its place', () => {
    expect(sanitizeMetadata({ a: { email: 'invalid' }, b: [{ email: ['taken', null, ''] }, { email: 'kowalski', phone: 'taken' }], c: [['email', 'invalid']] })).toEqual({
      a: { email: 'invalid' }, b: [{ email: ['taken', null, ''] }, { phone: 'taken' }], c: [['email']],
    })
  })

  it('is removed below a denied key, and below one that looks like data', () => {
    expect(sanitizeMetadata({ 'a@b.example': { email: 'invalid' } })).toEqual({})
    expect(sanitizeMetadata({ login_email: 'invalid', a: { phone: 'taken' }, b: { phone: 'taken' } }, { deny: ['loginEmail', 'a'] })).toEqual({ b: { phone: 'taken' } })
  })

  it.each<unknown>([
    { name: 'email', value: 'invalid' }, { name: 'email', email: 'invalid', value: 'kowalski' }, { a: { a: { a: { a: { a: { email: 'invalid' } } } } } }, { email: ['invalid', 'kowalski'] }, { email: ['invalid', true] }, { list: [{ email: 'invalid' }, 'x'] },
    { lists: Array.from({ length: 12 }, () => ({ list: Array.from({ length: 99 }, () => ({})) })), email: 'invalid' }, 'invalid', null,
  ])('stays where it is in %j', (metadata) => {
    expect(setAside(metadata, {}).rest).toBe(metadata)
  })

  it('stays where it is next to a getter that throws', () => {
    const metadata = { email: 'invalid', get phone(): string { throw new Error('no') } }
    expect(setAside(metadata, {}).rest).toBe(metadata)
  })

  it('is dropped where the metadata would become too long', () => {
    const long = Object.fromEntries(Array.from({ length: 8 }, (_, place) => [`note${place}`, 'words of an app '.repeat(11).trim()]))
    const clean = sanitizeMetadata({ email: 'Enter a valid email address', errors: Object.fromEntries(['phone', 'email', 'zip', 'name'].map((key) => [key, 'Enter at least two characters'])), ...long })
    expect(JSON.stringify(clean).length).toBeLessThan(1800)
    expect(Object.keys(clean)).toEqual(expect.arrayContaining(Object.keys(long)))
    expect(clean.email).toBe('Enter a valid email address')
    expect(Object.keys(clean.errors ?? {})).toEqual(['phone', 'email', 'zip'])
  })

  it('is put back into metadata that lost other places', () => {
    const { rest, putBack } = setAside({ a: { email: 'invalid' }, b: [{ email: 'invalid' }, { email: 'taken' }] }, {})
    expect(rest).toEqual({ a: { email: true }, b: [{ email: true }, { email: true }] })
    expect(putBack({ b: [{ email: true }] })).toEqual({ b: [{ email: 'invalid' }] })
    expect(putBack({ a: 5, b: [7, { email: false }] })).toEqual({ a: 5, b: [7, { email: false }] })
  })

  it.each<Metadata>([
    { interests: ['Street Photography', 'Trail Running'] }, { tags: ['Email marketing', 'Customer success'] }, { a: { topics: ['Address book', 'Phone calls'] }, b: { topics: ['Address book', 'Phone bills'] } },
  ])('is the first of two labels in %j', (metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
    expect(sanitizeInPage(metadata)).not.toEqual(metadata)
  })

  it.each<Metadata>([
    { pair: ['email', 'window shopping'] }, { pair: ['Email address', 'Kowalski Street'] }, { pairs: [['Email address', 'window shopping']] }, { tags: ['Password hint', 'sunshine'] }, { tags: ['Password hint', 'window shopping'] }, { email: ['Email marketing', 'window shopping'] },
  ])('is no label in %j', (metadata) => {
    expect(setAside(metadata, {}).rest).toBe(metadata)
  })

  it('leaves roles to the second look', () => {
    expect(setAside({ agent: 'Math Tutor', owner: 'me' }, {}).rest).toEqual({ agent: 'Math Tutor', owner: true })
    expect(allowThings({ agent: 'Math Tutor', owner: 'me', body: '{"x":1}' }, {})).toEqual({ allow: ['agent'] })
  })
})
