import { describe, expect, it, vi } from 'vitest'
import { sanitizeMetadata } from '../src/page'

describe('keys', () => {
  it.each([
    'email', 'password', 'moderatorPW', 'token', 'secret', 'key', 'apiKey', 'api_key', 'user_email', 'x-auth-token', 'cardNumber', 'firstName', 'userpassword', 'clientsecret',
    'newPassword', 'phone', 'ip', 'clientIp', 'lat', 'dob', 'cvv', 'pin', 'sessionId', 'userId', 'customer.name', 'fullName', 'username',
    'authorization', 'cookie', 'csrfToken', 'refreshToken', 'orderNumber', 'zipCode', 'street', 'userAgent', 'customer', 'private_key', 'credentials', 'passcode', 'psk', 'pnr',
    'gamertag', 'birth_date', 'password_confirmation', 'vorname', 'mot_de_passe', 'contraseña', 'plz', 'adresse', 'geburtsdatum',
    'surname', 'nom', 'prenom', 'nombre', 'apellidos', 'cognome', 'sobrenome', 'naam', 'voornaam', 'achternaam', 'etternavn', 'usuario', 'codigo_postal', 'code_postal', 'date_naissance',
    'fecha_nacimiento', 'data_nascimento', 'geboortedatum', 'straat', 'wachtwoord', 'passportNumber', 'cardSecurityCode', 'security_answer', 'childName', 'parent_name', 'playerName',
    'mobile', 'handle', 'member', 'coords', 'ssn', 'tel', 'geslachtsnaam', 'jmeno', 'prijmeni', 'imie', 'nazwisko', 'imya', 'familiya', 'adi_soyadi', 'ism', 'haslo', 'heslo', 'longitude', 'lng', 'lon',
    'nameOnCard', 'given_name', 'twitter', 'postcode', 'billing_name', 'realName', 'to_name', 'card_last4', 'opponent', 'identifiant', 'benutzername', 'gebruikersnaam', 'contrasena', 'fornamn', 'postnummer', 'kod_pocztowy', 'pincode', 'otpCode', 'orderCode', 'phoneNumber',
  ])('%s is removed', (key) => {
    expect(sanitizeMetadata({ [key]: 'some text 1', kept: 1 })).toEqual({ kept: 1 })
  })

  it.each([
    ['keyboard', 'open'], ['monkey', 'patched'], ['hotkey', 'ctrl+k'], ['author', 'staff'], ['authored', true], ['sidebar', 'open'], ['inside', true], ['passage', 'north'],
    ['secretariat', 'open'], ['tokenizer', 'bpe'], ['shipping', 'air'], ['mailbox', 'inbox'], ['pinned', true], ['passwordVisible', true], ['hasPassword', true],
    ['passwordStrength', 'weak'], ['passwordLength', 14], ['prompt_tokens', 42], ['maxTokens', 1024], ['tokenCount', 3], ['emailVerified', true], ['emailTemplate', 'welcome'],
    ['cookieConsent', 'accepted'], ['keyCode', 13], ['sortKey', 'price'], ['translationKey', 'checkout.title'], ['variantId', 2], ['experimentId', 'exp_checkout'],
    ['cardType', 'visa'], ['authMethod', 'google'], ['eventName', 'purchase'], ['name', 'checkout'], ['id', 'submit-button'], ['token', null], ['email', true],
  ])('%s keeps %s', (key, value) => {
    expect(sanitizeMetadata({ [key]: value })).toEqual({ [key]: value })
  })

  it.each([
    ['a key that may hold words', { passwordStrength: 'hunter2' }],
    ['a key with two sensitive words, of which the last decides', { emailAddress: 'something', tokenSecret: 'something' }],
    ['an id', { id: 1042 }],
    ['a number under an id that identifies something', { boardId: 10425, pk: 10425 }],
    ['a phone number', { phone_number: 1042 }],
    ['a security code that is a number', { cardSecurityCode: 420 }],
    ['an API key that is a word', { apiKey: 'some' }],
    ['an id of something', { planId: '9f1c2d7e-3b4a-4c5d-8e6f-7a8b9c0d1e2f', id: '7f', ids: '4b', orderId: '9' }],
    ['tokens that are not a count', { tokens: 'abc' }],
    ['a name inside a person', { user: { name: 'Ada' } }],
    ['a word under a sensitive key below another', { login: { pin: 'Ada' } }],
    ['a name next to an email address', { name: 'Ada', email: 'x' }],
    ['the name of a driver', { driver: { name: 'Ada' } }],
    ['a contact with two names', { emergency_contact: 'Ada Byron' }],
    ['somebody who does something', { author: 'Ada Byron', doctorName: 'Ada Byron', actor: { name: 'Ada Byron' }, created_by: 'Ada Byron' }],
    ['a compound', { geo_zipcode: '42042', orderid: '4204', domain_userid: 'Ada' }],
    ['a name next to a phone number', { name: 'Ada', homePhone: 'x' }],
    ['a name next to a birthday', { name: 'Ada', birthday: 'x' }],
    ['an object below a sensitive key', { email: { note: 'some text 1', type: 'work' } }],
    ['a sensitive key below another', { login: { username: 'Ada' } }],
    ['a field', { mobile: { label: 'Mobile phone', value: '7' } }],
    ['the name of an agent', { agent_name: 'Ada Byron' }],
    ['a name next to an account name', { name: 'Ada', github_username: 'x' }],
    ['several people', { reviewers: ['Ada Byron'] }],
    ['the label of somebody', { customer: { label: 'Ada Byron' }, organizer: { label: 'Ada Byron' } }],
    ['somebody something is done to', { issuedTo: 'Ada Byron' }],
    ['somebody without an ending', { applicant: 'Ada Byron', candidate: 'Ada Byron', friendName: 'Ada Byron', nextOfKin: 'Ada Byron', beneficiary: 'Ada Byron', clientName: 'Ada Byron', cliente: 'Ada Byron' }],
    ['a name inside a person that is not a full name', { customer: { shortName: 'Ada' }, patient: { given: 'Ada', family: 'Ada' } }],
    ['somebody with a number', { enumerator: 'byron-47', passwordHint: 'hunter-7' }],
    ['somebody whose job is in the key', { profesional: 'Ada Byron' }],
    ['people by the ending of their role', { student_name: 'Ada Byron', participant: 'Ada Byron', guardian: 'Ada Byron', therapist: 'Ada Byron', contact_person: 'Ada Byron', resident: 'Ada Byron' }],
    ['people without an ending', { coach: 'Ada Byron', insured_name: 'Ada Byron' }],
    ['a search for somebody', { query: 'Ada Byron' }],
    ['a code that identifies something', { bookingCode: 'K7', invite_code: '420' }],
    ['a name inside people', { users: [{ name: 'Ada' }] }],
    ['an id inside a person', { customer: { id: 7 } }],
    ['a mail address as a key', { 'ada@mail.example': 1 }],
    ['a number as a key', { '491715550123': 1 }],
    ['a long key', { ['a'.repeat(41)]: 1 }],
    ['a pair', { list: [['authorization', 'some text 1']] }],
    ['a pair that is not a list in a list', { header: ['authorization', 'some text 1'] }],
    ['a pair of words', { list: [['password', 'something'], ['plan', 'pro']] }],
    ['a named value', { header: { name: 'cookie', value: 'some text 1' } }],
    ['a keyed value', { header: { key: 'token', value: 'some text 1' } }],
    ['a key called "key"', { key: 'some', nested: { key: 7 } }],
    ['a name in Polish', { imię: 'Ada' }],
    ['the User-Agent under its OpenTelemetry key', { 'user_agent.original': 'some text 1', user_agent: { original: 'some text 1' } }],
    ['a field whose name is not text', { email: { name: { lang: 'en' }, value: 'some text 1' }, password: { name: true, value: 'some text 1' } }],
    ['a note next to an email address', { email: { email: 'ada@mail.example', note: 'some text 1' } }],
  ])('hides the value of %s', (_name, metadata) => {
    expect(JSON.stringify(sanitizeMetadata(metadata))).not.toMatch(/hunter2|1042|420|9f1c|abc|Ada|7|ada@|4917|aaaa|some/)
  })

  it.each([
    ['flags, words and counts below a sensitive key', { email: { isVerified: false, type: 'work', retries: 2 } }],
    ['the label of a field', { firstname: { label: 'First Name', value: null } }],
    ['the description of a field', { firstname: { label: 'First name of the visitor', type: 'text', value: '' } }],
    ['an empty text', { address_2: '' }],
    ['two capitalized words under keys that are not for people', { error: 'Network Error', browser: 'Mobile Safari', productName: 'Blue Shoes', order: 'Price Descending', vendor: 'North Face', color: 'Space Black', tier: 'Gold Plus', server: 'EU West' }],
    ['codes that are the same for everybody', { errorCode: 'E394', status_code: '200', countryCode: '+49', response_code: '42', isd_code: '+91', promoCode: 'SUMMER' }],
    ['numbers under an id that are too small to identify anything', { chainId: 8453, variantId: 2 }],
    ['values next to a key that hides only its own value', { phone_model: 'iPhone 15 Pro', ip_country: 'United States', login_type: 'Google OAuth', long_description: 'Fits 2 people' }],
    ['city, country and state of an address', { address: { city: 'New York', country: 'South Africa', state: 'New South Wales' } }],
    ['the time of a login', { last_login: '2024-03-02T08:00:00Z' }],
    ['two capitalized words under keys that only sound like people', { sort_by: 'Most Recent', statement_descriptor: 'ACME PRO' }],
    ['an agent that is a program', { agent: 'researcher' }],
    ['a search for something', { query: 'blue shoes 42' }],
    ['the name of a thing', { device: { name: 'Pixel 7' }, sessionNumber: 3, user_agent: { name: 'Chrome', version: '126.0' }, answers: { q2: '18-24' } }],
    ['one word for somebody', { server_name: 'web-03', creator_kind: 'Bot' }],
  ])('keeps %s', (_name, metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
  })

  it('does not take a list of field names for a pair', () => {
    expect(sanitizeMetadata({ fields: ['email', 'password'] })).toEqual({ fields: ['email', 'password'] })
  })

  it('keeps what is allowed and drops what is denied, whatever the spelling', () => {
    const options = { allow: ['apiKey'], deny: ['plan_name'] }
    expect(sanitizeMetadata({ api_key: 'public', planName: 'pro', other: 1 }, options)).toEqual({ api_key: 'public', other: 1 })
  })

  it('does not cache a key that looks like data', () => {
    const remember = vi.spyOn(Map.prototype, 'set')
    sanitizeMetadata({ never_seen_before: 1, 'ada@mail.example': 1, ['a'.repeat(50_000)]: 1 })
    expect(remember.mock.calls.map(([key]) => String(key)).filter((key) => key.length > 40 || key.includes('@'))).toEqual([])
    expect(remember).toHaveBeenCalledWith('never_seen_before', expect.anything())
    remember.mockRestore()
  })

  it('still cleans the values of allowed keys', () => {
    expect(sanitizeMetadata({ email: 'to ada@mail.example' }, { allow: ['email'] })).toEqual({ email: 'to [removed]' })
  })
})

describe('values', () => {
  it.each([
    ['numbers', { a: 1, b: -2.5, c: 1e-7 }, { a: 1, b: -2.5, c: 1e-7 }],
    ['NaN and Infinity', { a: Number.NaN, b: Infinity }, { a: null, b: null }],
    ['a time in milliseconds', { a: 1_700_000_000_000 }, { a: 1_700_000_000_000 }],
    ['a number without check digit', { a: 4_242_424_242_424_241 }, { a: 4_242_424_242_424_241 }],
    ['a time in microseconds', { a: 1_700_000_000_000_000 }, { a: 1_700_000_000_000_000 }],
    ['an hour in nanoseconds', { a: 3_600_000_000_000 }, { a: 3_600_000_000_000 }],
    ['a card as a number', { a: 4_242_424_242_424_242 }, {}],
    ['a BigInt', { a: 10n, b: 4_242_424_242_424_242n }, { a: '10', b: '[removed]' }],
    ['a date', { a: new Date(0), b: new Date(Number.NaN) }, { a: '1970-01-01T00:00:00.000Z', b: null }],
    ['a map', new Map<unknown, unknown>([['a', 1], ['email', 'x']]), { a: 1 }],
    ['a map with a symbol as key, like an object', new Map<unknown, unknown>([[Symbol('b'), 2], ['a', 1]]), { a: 1 }],
    ['a map with other keys than texts', new Map<unknown, unknown>([[7, 'b'], [null, 1]]), { 7: 'b', null: 1 }],
    ['the first keys of a large map', new Map(Array.from({ length: 1e5 }, (_, index) => [`k${index}`, index])), Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, index]))],
    ['a set', { a: new Set([1, 'b']) }, { a: [1, 'b'] }],
    ['a URL', { a: new URL('https://shop.example/orders/7') }, { a: '/orders/[id]' }],
    ['toJSON', { a: { toJSON: () => ({ email: 'x', b: 1 }) } }, { a: { b: 1 } }],
    ['a wrapped text like a text', { userId: Object('of one'), authorId: { toJSON: () => 'of one' } }, {}],
    ['wrapped values', { a: Object('to ada@mail.example'), b: Object(1) }, { a: 'to [removed]', b: 1 }],
    ['wrapped values in a list', { a: [Object('to ada@mail.example')] }, { a: ['to [removed]'] }],
    ['keys called "key"', { key: 'hunter2', b: 'word' }, { b: 'word' }],
    ['functions, symbols and undefined', { a: () => 1, b: Symbol('x'), c: undefined, [Symbol('d')]: 1, e: 1 }, { e: 1 }],
    ['JSON in a string', { a: '{"email":"x","b":1}' }, { a: '{"b":1}' }],
    ['text that only looks like JSON', { a: '{oops' }, { a: '{oops' }],
    ['a sparse list', { b: 1, a: Object.assign([1], { length: 4_294_967_295 }) }, { b: 1, a: [1] }],
    ['a field', { firstname: { label: 'First Name', value: 'x' } }, { firstname: { label: 'First Name', value: null } }],
    ['typed arrays', { a: new Uint8Array(9), b: 1 }, { b: 1 }],
    ['a list', [['a', 1], 2], { 0: ['a', 1], 1: 2 }],
    ['a text', 'text', {}],
    ['nothing', null, {}],
  ])('cleans %s', (_name, metadata, clean) => {
    expect(sanitizeMetadata(metadata)).toEqual(clean)
  })

  it('cuts a long text', () => {
    expect(sanitizeMetadata({ a: 'ab '.repeat(100) })).toEqual({ a: `${'ab '.repeat(66)}…` })
  })

  it('removes JSON that is still too long after cleaning', () => {
    expect(sanitizeMetadata({ a: JSON.stringify({ b: 'ab '.repeat(80), c: 'ab '.repeat(80) }) })).toEqual({ a: '[removed]' })
  })
})

describe('limits', () => {
  it('ends at four levels', () => {
    expect(sanitizeMetadata({ a: { b: { c: { d: { e: 1 } } } } })).toEqual({ a: { b: { c: { } } } })
    expect(sanitizeMetadata({ a: { b: { c: { d: 1 } } } })).toEqual({ a: { b: { c: { d: 1 } } } })
  })

  it('ends at 20 keys of an object, 100 values and 1,600 characters', () => {
    const many = (count: number, value: unknown) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${String.fromCharCode(97 + index)}`, value]))
    expect(Object.keys(sanitizeMetadata(many(25, 1)))).toHaveLength(20)
    expect(JSON.stringify(sanitizeMetadata(many(20, many(20, 1)))).match(/1/g)?.length).toBeLessThanOrEqual(100)
    expect(JSON.stringify(sanitizeMetadata(many(20, 'ab '.repeat(60)))).length).toBeLessThan(2000)
  })

  it('ends in a cycle', () => {
    const metadata: Record<string, unknown> = { a: 1 }
    metadata.self = metadata
    expect(JSON.stringify(sanitizeMetadata(metadata)).length).toBeLessThan(200)
  })

  it('never lets a key reach a prototype', () => {
    const clean = sanitizeMetadata(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1}'))
    expect(clean).toEqual({ a: 1 })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('leaves out a getter that throws and keeps the rest', () => {
    const metadata = Object.defineProperty({ a: 1 }, 'b', { enumerable: true, get: () => { throw new Error('no') } })
    expect(sanitizeMetadata(metadata)).toEqual({ a: 1 })
  })

  it('survives a proxy that refuses everything', () => {
    const refuse = () => { throw new Error('no') }
    expect(sanitizeMetadata({ a: 1, b: new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse }) })).toEqual({ a: 1 })
  })

  it('does not change its input', () => {
    const metadata = Object.freeze({ email: 'x', a: Object.freeze({ b: ['ada@mail.example'] }) })
    sanitizeMetadata(metadata)
    expect(metadata).toEqual({ email: 'x', a: { b: ['ada@mail.example'] } })
  })
})

it('ignores what the callback returns', () => {
  const rules: string[] = []
  expect(sanitizeMetadata({ email: 'ada@b.example', nested: { password: 'x' }, plan: 'pro' }, { onRemoved: (rule) => rules.push(rule) })).toEqual({ nested: {}, plan: 'pro' })
  expect(rules).toEqual(['key', 'key'])
})

it('reads two addresses as a list, not as a key and its value, in client and server', () => {
  const clean = sanitizeMetadata({ urls: ['https://x.example/p/1', 'https://x.example/q/2'], entry: { name: 'https://x.example/a.js?b=1', value: 120 } })
  expect(clean).toEqual({ urls: ['/p/[id]', '/q/[id]'], entry: { name: '/a.js', value: 120 } })
  expect(sanitizeMetadata(clean)).toEqual(clean)
})
