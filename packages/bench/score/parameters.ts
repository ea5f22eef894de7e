import { Buffer } from 'node:buffer'
import { findPersonal } from './people.ts'
import type { Random } from './random.ts'

/** `form`: can be told from the string. `context`: a word that only its place makes an identifier. `none`: no identifier at all. */
export type Tier = 'form' | 'context' | 'none'

/** One value for a `{kind}` of the corpus. */
export interface Parameter {
  readonly tier: Tier
  make(random: Random): string
}

const DIGITS = '0123456789'
const HEX = `${DIGITS}abcdef`
const SMALL = 'abcdefghijklmnopqrstuvwxyz'
const LARGE = SMALL.toUpperCase()
const BASE36 = DIGITS + SMALL
const BASE62 = BASE36 + LARGE
const BASE64URL = `${BASE62}-_`
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const take = (random: Random, alphabet: string, length: number) => Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
const pick = (random: Random, list: readonly string[]) => list[random(list.length)] ?? ''
/** At least one digit, as every long random id has in practice. */
const mixed = (random: Random, alphabet: string, length: number) => {
  const text = take(random, alphabet, length)
  return /\d/.test(text) || length > 9 ? text : `${text.slice(0, -1)}${random(10)}`
}
const uuid = (random: Random) =>
  [8, 4, 3, 3, 12].map((length, index) => ['', '', pick(random, ['1', '4', '7']), pick(random, ['8', '9', 'a', 'b']), ''][index] + take(random, HEX, length)).join('-')

const FIRST = ['Ada', 'Bob', 'Grace', 'Linus', 'Mei', 'Omar', 'Priya', 'Jürgen', 'Zoë', 'Ngozi', 'Ivan', 'Chloe']
const LAST = ['Byron', 'Hopper', 'Okafor', 'Schmidt', 'Nakamura', 'García', 'Smith', 'Kowalski', 'Haddad', 'Lindqvist']
const HANDLE = ['ada', 'bob-the-builder', 'wayne', 'octo', 'jane.doe', 'mona_lisa', 'zed', 'gracehopper', 'kowalski']
const SLUG = ['wayne-labs', 'acme', 'blue-suede-shoes', 'how-to-bake-bread', 'my-first-post', 'red-dress', 'platform-team', 'quarterly-plan']
const COUPON = ['SAVE20NOW', 'WELCOME10', 'XMAS24', 'QX7T2P', 'VIP-2024-XYZ9']
const WORDS = ['hunter', 'swordfish', 'opensesame', 'trustno', 'letmein']
const name = (random: Random) => `${pick(random, FIRST)} ${pick(random, LAST)}`
const email = (random: Random) =>
  `${pick(random, ['ada', 'bob.smith', 'j.doe', 'mei_n', 'info', 'grace+news'])}${random(3) ? '' : random(99)}@${pick(random, ['mail.example', 'shop.example', 'gmx.test', 'corp.example.org'])}`
const jwt = (random: Random) => ['eyJhbGciOiJIUzI1NiJ9', `eyJ${take(random, BASE62, 40)}`, take(random, BASE64URL, 43)].join('.')
const int = (random: Random) => String(random(10) < 3 ? random(9) + 1 : random(10 ** (1 + random(8))) + 1)
const day = (random: Random) => `20${10 + random(15)}-0${1 + random(9)}-${10 + random(19)}`
const iban = (random: Random) => `DE${take(random, DIGITS, 20)}`
const inFours = (text: string) => text.replace(/.{4}(?=.)/g, '$& ')
const stripe = (random: Random) => `${pick(random, ['cus', 'pi', 'in', 'sub', 'price', 'acct', 'ch', 'seti', 'prod'])}_${mixed(random, BASE62, 14 + random(10))}`

function card(random: Random): string {
  const body = pick(random, ['4', '51', '37']) + take(random, DIGITS, 20)
  const digits = body.slice(0, body.startsWith('37') ? 14 : 15)
  const sum = [...digits].reverse().reduce((total, digit, index) => total + (index % 2 ? Number(digit) : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)] ?? 0), 0)
  return digits + ((10 - (sum % 10)) % 10)
}

const form = (make: Parameter['make']): Parameter => ({ tier: 'form', make })
const context = (...list: readonly string[]): Parameter => ({ tier: 'context', make: (random) => pick(random, list) })

const FORMS: Readonly<Record<string, Parameter['make']>> = {
  int, uuid, email, jwt, stripe, card, iban, date: day,
  'uuid-upper': (random) => uuid(random).toUpperCase(),
  'uuid-nodash': (random) => uuid(random).replaceAll('-', ''),
  'guid-braces': (random) => `{${uuid(random)}}`,
  'date-dot': (random) => day(random).replaceAll('-', '.'),
  'email-encoded': (random) => encodeURIComponent(email(random)),
  'base64-mail': (random) => Buffer.from(email(random)).toString('base64url'),
  'iban-spaced': (random) => inFours(iban(random)),
  'card-spaced': (random) => inFours(card(random)),
  'base64-2': (random) => Buffer.from(String(10 + random(80))).toString('base64url'),
  'hex24-upper': (random) => take(random, HEX, 24).toUpperCase(),
  letters8: (random) => take(random, SMALL + LARGE, 8),
  letters12: (random) => take(random, SMALL + LARGE, 12),
  letters22: (random) => take(random, SMALL + LARGE, 22),
  isbn: (random) => `978-3-${take(random, DIGITS, 2)}-${take(random, DIGITS, 6)}-${take(random, DIGITS, 1)}`,
  eth: (random) => `0x${take(random, HEX, 40)}`,
  eth64: (random) => `0x${take(random, HEX, 64)}`,
  btc: (random) => `bc1q${take(random, BASE36, 38)}`,
  ups: (random) => `1Z${take(random, DIGITS + LARGE, 16)}`,
  'license-key': (random) => Array.from({ length: 5 }, () => take(random, DIGITS + LARGE, 5)).join('-'),
  'iso-time': (random) => `${day(random)}T${10 + random(14)}:${10 + random(50)}:00Z`,
  'epoch-ms': (random) => `1${take(random, DIGITS, 12)}`,
  'arabic-int': (random) => [...take(random, DIGITS, 5)].map((digit) => String.fromCharCode(0x660 + Number(digit))).join(''),
  'fullwidth-int': (random) => [...take(random, DIGITS, 5)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join(''),
  'lastname-int': (random) => `${pick(random, ['byron', 'hopper', 'smith'])}${1900 + random(110)}`,
  md5: (random) => take(random, HEX, 32),
  sha1: (random) => take(random, HEX, 40),
  sha256: (random) => take(random, HEX, 64),
  ulid: (random) => `01H${take(random, CROCKFORD, 23)}`,
  ulid13: (random) => `0${take(random, CROCKFORD, 12)}`,
  ksuid: (random) => `2${take(random, BASE62, 26)}`,
  nanoid: (random) => take(random, BASE64URL, 21),
  cuid: (random) => `c${mixed(random, BASE36, 24)}`,
  snowflake: (random) => `1${take(random, DIGITS, 17)}`,
  youtube: (random) => take(random, BASE64URL, 11),
  gdrive: (random) => `1${take(random, BASE64URL, 32)}`,
  'stripe-live': (random) => `cs_live_${take(random, BASE62, 40)}`,
  slack: (random) => `${pick(random, ['U', 'C', 'T', 'B'])}0${take(random, DIGITS + LARGE, 9)}`,
  micro: (random) => `${1600000000 + random(99999999)}.${take(random, DIGITS, 6)}`,
  twilio: (random) => `${pick(random, ['AC', 'SM', 'PN', 'VA'])}${take(random, HEX, 32)}`,
  salesforce: (random) => `00${take(random, DIGITS, 1)}${take(random, BASE62, 15)}`,
  vercel: (random) => mixed(random, BASE62, 20),
  'aws-dist': (random) => `E${mixed(random, DIGITS + LARGE, 13)}`,
  arn: (random) => `arn:aws:lambda:us-east-1:${take(random, DIGITS, 12)}:function:mail`,
  jira: (random) => `${pick(random, ['WEB', 'PROJ', 'OPS'])}-${1 + random(9999)}`,
  asin: (random) => `B0${take(random, DIGITS + LARGE, 8)}`,
  sku: (random) => `${take(random, LARGE, 2)}${take(random, DIGITS, 5)}-${take(random, LARGE, 2)}`,

  pnr: (random) => mixed(random, DIGITS + LARGE, 6),
  'upper-code': (random) => mixed(random, DIGITS + LARGE, 8),
  'order-number': (random) => `${pick(random, ['R', 'ORD-', '#', 'INV-2024-'])}${take(random, DIGITS, 6)}`,
  mrn: (random) => `MRN${take(random, DIGITS, 7)}`,
  ssn: (random) => `${take(random, DIGITS, 3)}-${take(random, DIGITS, 2)}-${take(random, DIGITS, 4)}`,
  phone: (random) => pick(random, ['+4917', '+1 (555) 01', '+33 6 12 ', '0044 20 ']) + take(random, DIGITS, 8),
  ip: (random) => [10 + random(200), random(255), random(255), 1 + random(254)].join('.'),
  ip6: (random) => `2001:db8:${take(random, HEX, 4)}::${take(random, HEX, 4)}:${take(random, HEX, 3)}`,
  mac: (random) => Array.from({ length: 6 }, () => take(random, HEX, 2)).join(':'),
  imei: (random) => `35${take(random, DIGITS, 13)}`,
  vin: (random) => `WVW${mixed(random, DIGITS + LARGE, 14)}`,
  steam: (random) => `7656119${take(random, DIGITS, 10)}`,
  pod: (random) => `web-${mixed(random, BASE36, 9)}-${mixed(random, BASE36, 5)}`,
  'slug-id': (random) => `${pick(random, SLUG)}-${int(random)}`,
  'slug-int': (random) => `${pick(random, SLUG)}-${1000 + random(9000)}`,
  'name-int': (random) => `${pick(random, HANDLE).replace('.', '')}-${100 + random(900)}`,
  'django-token': (random) => `c${take(random, BASE36, 5)}-${take(random, HEX, 32)}`,
  'matrix-room': (random) => `!${take(random, BASE62, 18)}:chat.example`,
  'matrix-user': (random) => `@${pick(random, HANDLE)}:chat.example`,
  'matrix-txn': (random) => `m${1600000000000 + random(99999999)}.${random(99)}`,
  'encoded-path': () => 'src%2Fmain%2Fapp.ts',
  zip: (random) => take(random, DIGITS, 5),
  pin: (random) => take(random, DIGITS, 4),
  lat: (random) => `${40 + random(15)}.${take(random, DIGITS, 6)}`,
  lng: (random) => `${random(15)}.${take(random, DIGITS, 6)}`,
  handle: (random) => pick(random, HANDLE),
  token: (random) => pick(random, [mixed(random, BASE62, 32), take(random, HEX, 40), jwt(random)]),
  aws: (random) => `AKIA${take(random, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
  ghp: (random) => `ghp_${take(random, BASE62, 36)}`,
  sk: (random) => `sk_live_${take(random, BASE62, 24)}`,
  npm: (random) => `npm_${take(random, BASE62, 36)}`,
  openai: (random) => `sk-proj-${take(random, BASE62, 40)}`,
  sendgrid: (random) => `SG.${take(random, BASE64URL, 22)}.${take(random, BASE64URL, 43)}`,
  glpat: (random) => `glpat-${take(random, BASE64URL, 20)}`,
  xoxb: (random) => `xoxb-${take(random, DIGITS, 12)}-${take(random, BASE62, 24)}`,
  aiza: (random) => `AIza${take(random, BASE64URL, 35)}`,
  ua: () => 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
  street: (random) => `${pick(random, ['Elm Street', 'Hauptstr.', 'Rue de Lille'])} ${1 + random(99)}`,
  firstname: (random) => pick(random, FIRST),
  lastname: (random) => pick(random, LAST),
  fullname: name,
  secretword: (random) => pick(random, WORDS) + pick(random, ['', '2', '!', '99']),
}

const WORDLIKE: Readonly<Record<string, Parameter>> = {
  slug: context(...SLUG),
  name: context('frontend', 'orders', 'catalog', 'climate', 'rust', 'main'),
  handle: context(...HANDLE),
  'snake-title': context('what_is_the_best_way', 'help_me_choose_a_bike'),
  'title-case': context('Mobile-App-Redesign', 'Wie-storniere-ich'),
  'upper-word': context('WEB', 'PROJ', 'DESIGN'),
  'java-package': context('com.example.shop'),
  host: context('acme.example', 'ada.bsky.example', 'node-a'),
  coupon: context(...COUPON),
  country: context('US', 'DE', 'fr'),
  section: context('world', 'sport'),
  iata: context('BER', 'JFK'),
  entity: context('light.kitchen', 'sensor.living_room_temperature', 'automation.morning_lights'),
  version: { tier: 'none', make: () => '1.24.0' },
  'date-path': { tier: 'none', make: () => '2024/05/17' },
  ctxname: context('Ada Byron', 'Grace Hopper'),
}

const SIZED: Readonly<Record<string, string>> = { int: DIGITS, hex: HEX, base36: BASE36, 'base36-upper': DIGITS + LARGE, base62: BASE62, base64: `${BASE62}+/`, base64url: BASE64URL, base32: 'abcdefghijklmnopqrstuvwxyz234567' }

/**
 * Finds the maker of a kind such as `uuid`, `hex24` or `base62-16`.
 *
 * @param place - In metadata a key tells that a word is a name; in a route nothing does.
 */
export function findParameter(kind: string, place: 'route' | 'metadata'): Parameter {
  const personal = findPersonal(kind, place)
  if (personal) return personal
  const word = WORDLIKE[kind]
  if (word && !(place === 'metadata' && kind === 'handle')) return word
  const make = FORMS[kind]
  if (make) return form(make)
  const [, alphabet = '', length = ''] = /^(int|hex|base(?:32|36-upper|36|62|64url|64))-?(\d+)$/.exec(kind) ?? []
  const chars = SIZED[alphabet]
  if (!chars) throw new Error(`The corpus has an unknown kind {${kind}}. Add it to parameters.ts.`)
  return form((random) => mixed(random, chars, Number(length)))
}
