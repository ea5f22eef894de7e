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
    ['particles and accents', 'María José de la Cruz'],
    ['a hyphen', 'Anne-Marie Duval'],
    ['an apostrophe', "Conan O'Brien"],
    ['capitals only', 'MARIA GONZALEZ'],
    ['a suffix after a name', 'Martin Anderson Jr.'],
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
    ['keeps the word of a sentence before a name', 'Yesterday Maria Gonzalez called', 'Yesterday [removed] called'],
    ['keeps the words on both sides of a name', 'Dear Olga Petrova Invoice', 'Dear [removed] Invoice'],
    ['loses the name in a greeting', 'Hi Priya, your parcel arrives', 'Hi [removed], your parcel arrives'],
    ['keeps the end of a sentence', 'sent by Maria Gonzalez.', 'sent by [removed].'],
    ['keeps places and days', 'New York Office closed on Christmas Eve', 'New York Office closed on Christmas Eve'],
    ['keeps a name before a slash, which may be an address', 'Maria Gonzalez/42', 'Maria Gonzalez/42'],
    ['keeps what was removed before', '[removed] called', '[removed] called'],
  ])('%s', (_name, text, expected) => {
    expect(reviewText(text)).toBe(expected)
    expect(reviewMetadata({ x: text })).toEqual({ x: expected })
  })
})

describe('a User-Agent', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

  it.each(['ua', 'browser', 'agent', 'note'])('is removed under the key %s, whatever its kind', (key) => {
    expect(reviewMetadata({ [key]: firefox })).toEqual({ [key]: '[removed]' })
    expect(reviewMetadata({ [key]: firefox }, { allow: [key] })).toEqual({ [key]: '[removed]' })
  })

  it.each([
    ['in a text', `seen in ${firefox}`, 'seen in [removed]'],
    ['of a program', 'sent by curl/8.5.0 at noon', 'sent by [removed] at noon'],
    ['of an app', 'okhttp/4.12.0', '[removed]'],
    ['with the address after it', 'by curl/8.5.0/orders/42, then', 'by [removed], then'],
  ])('is removed %s', (_name, text, expected) => {
    expect(reviewText(text)).toBe(expected)
  })

  it.each(['Firefox', 'Chrome 141', 'Mozilla', 'curl', 'docs/curl/install'])('is not %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })
})

describe('a key', () => {
  it.each<[string, Metadata, Metadata]>([
    ['for a person loses handles', { captain: 'kowalski', mvp: 'bob-the-builder', leader: '@jane.doe' }, {}],
    ['for a person loses a single name', { bride: 'Elena', neighbour_name: 'Nakamura', sponsor_child: 'Ngozi' }, {}],
    ['for a person loses a lower-case name', { teacher: 'priya sharma' }, {}],
    ['for a person keeps common words, codes and numbers', { captain: 'unassigned', teacher: 'Night Shift', nurse: 'ICU', witnesses: 2, patient: 'newPatient' }, { captain: 'unassigned', teacher: 'Night Shift', nurse: 'ICU', witnesses: 2, patient: 'newPatient' }],
    ['in other languages', { wnioskodawca: 'Kowalska', lärare: 'Berg', paciente: 'Lucía Fernández', ansprechpartner: 'Schneider' }, {}],
    ['for a password, a birthday or an address loses words and numbers', { şifre: 'swordfish', dogumTarihi: 'mayo', kodPocztowy: 1010, ulica: 'Długa', senha: '****' }, { senha: '****' }],
    ['for a part of a name, too', { kullaniciAdi: 'zed', Nachname: 'Petrenko' }, {}],
    ['for a person loses other scripts', { doctor: '王芳', x: '王芳' }, { x: '王芳' }],
    ['for a person loses handles with digits, but not machine models', { teammates: ['gamer4life'], judge: 'llama-3.1-70b' }, { teammates: [], judge: 'llama-3.1-70b' }],
    ['for a work, a brand or a place in other languages keeps names', { azienda: 'Tyler Washington', ciudad: 'Tyler Washington' }, { azienda: 'Tyler Washington', ciudad: 'Tyler Washington' }],
    ['for a title in other languages requires more certainty', { sayfa: 'Jordan Brown', rubrik: 'Jordan Brown' }, { sayfa: 'Jordan Brown', rubrik: 'Jordan Brown' }],
    ['next to a price or an industry means a thing', { item: { name: 'Tyler Washington', price: 5 }, name: 'Tyler Washington', industry: 'banking' }, { item: { name: 'Tyler Washington', price: 5 }, name: 'Tyler Washington', industry: 'banking' }],
    ['for a boss or a vote may mean a person', { boss: 'Priya Sharma', vote: 'Priya Sharma' }, { boss: '[removed]', vote: '[removed]' }],
    ['for a map keeps coordinates that are as coarse as a city', { bounds: { north: 51.52, east: 0.1278 } }, { bounds: { north: 51.52 } }],
    ['for a field in a list of field names keeps the next one', { invalid: ['sifre', 'email'], pair: ['sifre', 'abc1'] }, { invalid: ['sifre', 'email'] }],
    ['in the plural', { teammates: ['zed', 'octo'], firewomen: 2, spokeswomen: ['Elena'] }, { teammates: [], firewomen: 2, spokeswomen: [] }],
    ['for a name is read with the key of the enclosing object', { vet: { name: 'Rossi', city: 'Rome' }, q3_fullName: { first: 'Elena', last: 'Rossi' } }, { vet: { city: 'Rome' }, q3_fullName: {} }],
    ['means a person by the word before "of"', { executor_of_estate: { name: 'Elena' }, in_memory_of: 'Elena' }, { executor_of_estate: {} }],
    ['for a person or a thing keeps a single word', { host: 'localhost', manager: 'npm', player: 'html5', agent: 'firefox' }, { host: 'localhost', manager: 'npm', player: 'html5', agent: 'firefox' }],
    ['for a person or a thing means a person with a qualifying word before it', { lead_guest: 'Elena', reported_player: 'zed', ordering_provider: { name: 'Rossi' } }, { ordering_provider: {} }],
    ['for a game has a host who is a person', { lobby: { host: 'zed', mode: 'ranked' } }, { lobby: { mode: 'ranked' } }],
    ['for something done by somebody loses a handle', { liked_by: 'zed', approved_by: 'system', sorted_by: 'zed' }, { approved_by: 'system', sorted_by: 'zed' }],
    ['for a work, a brand or a place keeps names', { brand: 'Calvin Klein', artist: 'Maria Callas', city: 'Ho Chi Minh', breed: 'Jack Russell' }, { brand: 'Calvin Klein', artist: 'Maria Callas', city: 'Ho Chi Minh', breed: 'Jack Russell' }],
    ['for a title requires more certainty', { title: 'Florence Tour', label: 'Jordan Brown', campaign: 'Jordan Brown', x: 'Jordan Brown' }, { title: 'Florence Tour', label: 'Jordan Brown', campaign: 'Jordan Brown', x: '[removed]' }],
    ['for a home, a room, a birth or a card loses numbers', { house_number: 12, room_number: '312', born_on: '1990-01-02', pan_last_four: '4242', account: { mask: '0042' } }, { account: {} }],
    ['for a boss in a fight means a monster', { boss: 'Olga Petrova', difficulty: 'nightmare' }, { boss: 'Olga Petrova', difficulty: 'nightmare' }],
    ['for a person keeps words for kinds of people', { delivered_to: 'neighbour', captain: 'mason', nurse: 'Usher' }, { delivered_to: 'neighbour' }],
    ['for an estate means a place', { desarrollo: 'Lomas Verdes' }, { desarrollo: 'Lomas Verdes' }],
    ['for field names keeps two of them, but not a name', { fields: ['naam', 'verblijfplaats'], form_fields: ['vet', 'rossi'], nested: { fields: [['naam', 'verblijfplaats']] } }, { fields: ['naam', 'verblijfplaats'], nested: { fields: [] } }],
    ['for a map loses its corners', { bbox: [13.1241, 52.3342, 13.7143, 52.6244] }, { bbox: [] }],
    ['keeps words and masked values', { bbox: 'world', pan: '4111 **** **** 1111', born: true }, { bbox: 'world', pan: '4111 **** **** 1111', born: true }],
    ['is the name of a field', { name: 'vet', value: 'Rossi' }, { name: 'vet', value: null }],
    ['that is the type of a field may mean a brand', { filters: [{ type: 'brand', value: 'Ralph Lauren' }, { type: 'text', value: 'Priya Sharma' }] }, { filters: [{ type: 'brand', value: 'Ralph Lauren' }, { type: 'text', value: '[removed]' }] }],
    ['is the first half of a pair', { fields: [['vet', 'Rossi'], ['plan', 'pro']] }, { fields: [['plan', 'pro']] }],
    ['in a text that holds JSON', { body: '{"vet":"Rossi","n":1}' }, { body: '{"n":1}' }],
  ])('%s', (_name, metadata, expected) => {
    expect(reviewMetadata(metadata)).toEqual(expected)
  })

  it('that the app allows keeps its value', () => {
    expect(reviewMetadata({ shipName: 'Maria Callas', captain: 'kowalski' }, { allow: ['ship_name', 'captain'] })).toEqual({ shipName: 'Maria Callas', captain: 'kowalski' })
  })
})

describe('the reported rule', () => {
  it.each<[string, Metadata, readonly string[]]>([
    ['`key`, if the key decided', { vet: 'Rossi', house_number: 3 }, ['key', 'key']],
    ['`name`, if a text contained it', { x: 'Priya Sharma', y: 'Hi Priya, hello' }, ['name', 'name']],
    ['`user_agent`, if that was removed', { x: 'curl/8.5.0', city: 'Dalvik/2.1.0 (Linux)', captain: 'curl/8.5.0' }, ['user_agent', 'user_agent', 'user_agent']],
    ['both, if both were removed', { x: 'Priya Sharma with curl/8.5.0' }, ['user_agent', 'name']],
    ['`key`, if the key is a name or means a map', { 'Priya Sharma': 1, geo: '48.137,11.576' }, ['key', 'key']],
    ['none, if nothing was removed', { x: 'Sign Up' }, []],
  ])('is %s', (_name, metadata, expected) => {
    const told: string[] = []
    reviewMetadata(metadata, { onRemoved: (rule) => told.push(rule) })
    expect(told).toEqual(expected)
  })

  it.each([
    ['Priya Sharma called', ['name']],
    ['sent by curl/8.5.0', ['user_agent']],
  ])('is reported for a text, too: %s', (text, expected) => {
    const told: string[] = []
    reviewText(text, { onRemoved: (rule) => told.push(rule) })
    expect(told).toEqual(expected)
  })
})

it('keeps an event within its limit where names are shorter than the placeholder', () => {
  const metadata = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, 'Li Yu; '.repeat(11)]))
  const reviewed = reviewMetadata(metadata)
  expect(reviewed).not.toEqual(metadata)
  expect(JSON.stringify(reviewed).length).toBeLessThanOrEqual(JSON.stringify(metadata).length)
})

it('checks a list again after a removal', () => {
  expect(reviewMetadata({ sifre: [48.137, ['Harry Potter']] })).toEqual({ sifre: [[]] })
})
