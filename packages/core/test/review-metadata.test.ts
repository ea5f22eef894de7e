import { describe, expect, it } from 'vitest'
import type { Metadata } from '../src'
import { reviewMetadata, reviewText } from '../src/review'

describe('a text under any key', () => {
  it.each([
    ['a full name', 'Priya Sharma'],
    ['the family name first', 'Sharma, Priya'],
    ['a title and one name', 'Dr. Watson'],
    ['an initial', 'J. García'],
    ['an initial in the middle', 'Maria K. Gonzalez'],
    ['a particle', 'Maria van Dijk'],
    ['particles and marks', 'María José de la Cruz'],
    ['a hyphen', 'Anne-Marie Duval'],
    ['an apostrophe', "Conan O'Brien"],
    ['capitals only', 'MARIA GONZALEZ'],
    ['what follows a name', 'Martin Anderson Jr.'],
    ['Cyrillic letters', 'Иван Петров'],
    ['Greek letters', 'Γιώργος Παπαδόπουλος'],
    ['three names', 'Tran Thi Lan'],
  ])('loses a name with %s', (_name, text) => {
    expect(reviewMetadata({ x: text })).toEqual({ x: '[removed]' })
  })

  it.each([
    'Black Friday', 'Sign Up', 'San Francisco', 'Buenos Aires', 'Sierra Leone', 'Pixel Pro', 'Night Owls', 'Jordan Trip', 'Grant Access', 'Summer Sale', 'Victoria Station', 'Austin Office', 'Mark Complete',
    'Plan B', 'Omega X', 'Mac OS X', 'United States', 'Bank Transfer', 'Not Found', 'Guten Morgen', 'Mi Cuenta', 'Virginia Beach', 'Sales Engineer', 'Monday Morning', 'VS Code', 'North Warehouse', 'New York, NY',
  ])('keeps %s', (text) => {
    const metadata = { x: text }
    expect(reviewMetadata(metadata)).toBe(metadata)
  })
})

describe('a longer text', () => {
  it.each([
    ['loses a name', 'Priya Sharma called', '[removed] called'],
    ['loses each name', 'from Priya Sharma to Maria Gonzalez, today', 'from [removed] to [removed], today'],
    ['keeps the word of a sentence in front of a name', 'Yesterday Maria Gonzalez called', 'Yesterday [removed] called'],
    ['keeps the words on both sides of a name', 'Dear Olga Petrova Invoice', 'Dear [removed] Invoice'],
    ['loses whom a letter greets', 'Hi Priya, your parcel arrives', 'Hi [removed], your parcel arrives'],
    ['keeps the end of a sentence', 'sent by Maria Gonzalez.', 'sent by [removed].'],
    ['keeps places and days', 'New York Office closed on Christmas Eve', 'New York Office closed on Christmas Eve'],
    ['keeps what stands before a slash, which may be an address', 'Maria Gonzalez/42', 'Maria Gonzalez/42'],
    ['keeps what was removed before', '[removed] called', '[removed] called'],
  ])('%s', (_name, text, expected) => {
    expect(reviewText(text)).toBe(expected)
    expect(reviewMetadata({ x: text })).toEqual({ x: expected })
  })
})

describe('a User-Agent', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

  it.each(['ua', 'browser', 'agent', 'note'])('goes under the key %s, whatever that is about', (key) => {
    expect(reviewMetadata({ [key]: firefox })).toEqual({ [key]: '[removed]' })
    expect(reviewMetadata({ [key]: firefox }, { allow: [key] })).toEqual({ [key]: '[removed]' })
  })

  it.each([
    ['in a text', `seen in ${firefox}`, 'seen in [removed]'],
    ['of a program', 'sent by curl/8.5.0 at noon', 'sent by [removed] at noon'],
    ['of an app', 'okhttp/4.12.0', '[removed]'],
    ['with the address behind it', 'by curl/8.5.0/orders/42, then', 'by [removed], then'],
  ])('goes %s', (_name, text, expected) => {
    expect(reviewText(text)).toBe(expected)
  })

  it.each(['Firefox', 'Chrome 141', 'Mozilla', 'curl', 'docs/curl/install'])('is not %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })
})

describe('a key', () => {
  it.each<[string, Metadata, Metadata]>([
    ['of a person loses handles', { captain: 'kowalski', mvp: 'bob-the-builder', leader: '@jane.doe' }, {}],
    ['of a person loses one name', { bride: 'Elena', neighbour_name: 'Nakamura', sponsor_child: 'Ngozi' }, {}],
    ['of a person loses a name in small letters', { teacher: 'priya sharma' }, {}],
    ['of a person keeps common words, codes and numbers', { captain: 'unassigned', teacher: 'Night Shift', nurse: 'ICU', witnesses: 2, patient: 'newPatient' }, { captain: 'unassigned', teacher: 'Night Shift', nurse: 'ICU', witnesses: 2, patient: 'newPatient' }],
    ['in other languages', { wnioskodawca: 'Kowalska', lärare: 'Berg', paciente: 'Lucía Fernández', ansprechpartner: 'Schneider' }, {}],
    ['of a password, a birthday or an address loses words and numbers', { şifre: 'swordfish', dogumTarihi: 'mayo', kodPocztowy: 1010, ulica: 'Długa', senha: '****' }, { senha: '****' }],
    ['of a part of a name, too', { kullaniciAdi: 'zed', Nachname: 'Petrenko' }, {}],
    ['of a person loses other scripts', { doctor: '王芳', x: '王芳' }, { x: '王芳' }],
    ['of a person loses handles with digits, and no model of a machine', { teammates: ['gamer4life'], judge: 'llama-3.1-70b' }, { teammates: [], judge: 'llama-3.1-70b' }],
    ['of a work, a maker or a place in other languages keeps names', { azienda: 'Tyler Washington', ciudad: 'Tyler Washington' }, { azienda: 'Tyler Washington', ciudad: 'Tyler Washington' }],
    ['of a title in other languages asks for more', { sayfa: 'Jordan Brown', rubrik: 'Jordan Brown' }, { sayfa: 'Jordan Brown', rubrik: 'Jordan Brown' }],
    ['beside a price or an industry is that of a thing', { item: { name: 'Tyler Washington', price: 5 }, name: 'Tyler Washington', industry: 'banking' }, { item: { name: 'Tyler Washington', price: 5 }, name: 'Tyler Washington', industry: 'banking' }],
    ['of a boss or a vote may be that of a person', { boss: 'Priya Sharma', vote: 'Priya Sharma' }, { boss: '[removed]', vote: '[removed]' }],
    ['of a map keeps what a city is as large as', { bounds: { north: 51.52, east: 0.1278 } }, { bounds: { north: 51.52 } }],
    ['of a field in a list of fields keeps the next one', { invalid: ['sifre', 'email'], pair: ['sifre', 'abc1'] }, { invalid: ['sifre', 'email'] }],
    ['in the plural', { teammates: ['zed', 'octo'], firewomen: 2, spokeswomen: ['Elena'] }, { teammates: [], firewomen: 2, spokeswomen: [] }],
    ['of a name is read with the key around it', { vet: { name: 'Rossi', city: 'Rome' }, q3_fullName: { first: 'Elena', last: 'Rossi' } }, { vet: { city: 'Rome' }, q3_fullName: {} }],
    ['says in front of "of" who it is', { executor_of_estate: { name: 'Elena' }, in_memory_of: 'Elena' }, { executor_of_estate: {} }],
    ['of what may be a thing keeps one word', { host: 'localhost', manager: 'npm', player: 'html5', agent: 'firefox' }, { host: 'localhost', manager: 'npm', player: 'html5', agent: 'firefox' }],
    ['of what may be a thing is a person with a word in front', { lead_guest: 'Elena', reported_player: 'zed', ordering_provider: { name: 'Rossi' } }, { ordering_provider: {} }],
    ['of a game has a host', { lobby: { host: 'zed', mode: 'ranked' } }, { lobby: { mode: 'ranked' } }],
    ['of something done by somebody loses a handle', { liked_by: 'zed', approved_by: 'system', sorted_by: 'zed' }, { approved_by: 'system', sorted_by: 'zed' }],
    ['of a work, a maker or a place keeps names', { brand: 'Calvin Klein', artist: 'Maria Callas', city: 'Ho Chi Minh', breed: 'Jack Russell' }, { brand: 'Calvin Klein', artist: 'Maria Callas', city: 'Ho Chi Minh', breed: 'Jack Russell' }],
    ['of a title asks for more', { title: 'Florence Tour', label: 'Jordan Brown', campaign: 'Jordan Brown', x: 'Jordan Brown' }, { title: 'Florence Tour', label: 'Jordan Brown', campaign: 'Jordan Brown', x: '[removed]' }],
    ['of a home, a room, a birth or a card loses numbers', { house_number: 12, room_number: '312', born_on: '1990-01-02', pan_last_four: '4242', account: { mask: '0042' } }, { account: {} }],
    ['of a boss in a fight is that of a monster', { boss: 'Olga Petrova', difficulty: 'nightmare' }, { boss: 'Olga Petrova', difficulty: 'nightmare' }],
    ['of a person keeps what persons are', { delivered_to: 'neighbour', captain: 'mason', nurse: 'Usher' }, { delivered_to: 'neighbour' }],
    ['of an estate is that of a place', { desarrollo: 'Lomas Verdes' }, { desarrollo: 'Lomas Verdes' }],
    ['of fields keeps two of them, but no name', { fields: ['naam', 'verblijfplaats'], form_fields: ['vet', 'rossi'], nested: { fields: [['naam', 'verblijfplaats']] } }, { fields: ['naam', 'verblijfplaats'], nested: { fields: [] } }],
    ['of a map loses its corners', { bbox: [13.1241, 52.3342, 13.7143, 52.6244] }, { bbox: [] }],
    ['keeps words and what was masked', { bbox: 'world', pan: '4111 **** **** 1111', born: true }, { bbox: 'world', pan: '4111 **** **** 1111', born: true }],
    ['names a field', { name: 'vet', value: 'Rossi' }, { name: 'vet', value: null }],
    ['that is the type of a field names a maker', { filters: [{ type: 'brand', value: 'Ralph Lauren' }, { type: 'text', value: 'Priya Sharma' }] }, { filters: [{ type: 'brand', value: 'Ralph Lauren' }, { type: 'text', value: '[removed]' }] }],
    ['names a pair', { fields: [['vet', 'Rossi'], ['plan', 'pro']] }, { fields: [['plan', 'pro']] }],
    ['in a text that holds JSON', { body: '{"vet":"Rossi","n":1}' }, { body: '{"n":1}' }],
  ])('%s', (_name, metadata, expected) => {
    expect(reviewMetadata(metadata)).toEqual(expected)
  })

  it('that the app vouches for keeps what it holds', () => {
    expect(reviewMetadata({ shipName: 'Maria Callas', captain: 'kowalski' }, { allow: ['ship_name', 'captain'] })).toEqual({ shipName: 'Maria Callas', captain: 'kowalski' })
  })
})

describe('what is told', () => {
  it.each<[string, Metadata, readonly string[]]>([
    ['the key, where it decided', { vet: 'Rossi', house_number: 3 }, ['key', 'key']],
    ['the name, where a text did', { x: 'Priya Sharma', y: 'Hi Priya, hello' }, ['name', 'name']],
    ['what a browser says of itself, where that went', { x: 'curl/8.5.0', city: 'Dalvik/2.1.0 (Linux)', captain: 'curl/8.5.0' }, ['user_agent', 'user_agent', 'user_agent']],
    ['both, where both went', { x: 'Priya Sharma with curl/8.5.0' }, ['user_agent', 'name']],
    ['the key, where it is a name or one of a map', { 'Priya Sharma': 1, geo: '48.137,11.576' }, ['key', 'key']],
    ['nothing, where nothing went', { x: 'Sign Up' }, []],
  ])('is %s', (_name, metadata, expected) => {
    const told: string[] = []
    reviewMetadata(metadata, { onRemoved: (rule) => told.push(rule) })
    expect(told).toEqual(expected)
  })

  it.each([
    ['Priya Sharma called', ['name']],
    ['sent by curl/8.5.0', ['user_agent']],
  ])('is told of a text, too: %s', (text, expected) => {
    const told: string[] = []
    reviewText(text, { onRemoved: (rule) => told.push(rule) })
    expect(told).toEqual(expected)
  })
})

it('keeps an event within its limit where names are shorter than what stands for them', () => {
  const metadata = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, 'Li Yu; '.repeat(11)]))
  const reviewed = reviewMetadata(metadata)
  expect(reviewed).not.toEqual(metadata)
  expect(JSON.stringify(reviewed).length).toBeLessThanOrEqual(JSON.stringify(metadata).length)
})

it('looks again at what a list has become', () => {
  expect(reviewMetadata({ sifre: [48.137, ['Harry Potter']] })).toEqual({ sifre: [[]] })
})
