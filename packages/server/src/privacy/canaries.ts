/** Invented personal data of every shape that the audit must find, each once. Reserved names and numbers only. */
export function createCanaries(count: number, random: (below: number) => number): readonly string[] {
  const makers = [mail, encodedMail, ipv4, ipv6, phone, card, iban, jwt, stripeKey, gitToken]
  return Array.from({ length: count }, (_, index) => (makers[index % makers.length] ?? mail)(random))
}

type Random = (below: number) => number

const digits = (length: number, random: Random) => Array.from({ length }, () => random(10)).join('')
const word = (length: number, random: Random) => Array.from({ length }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[random(32)]).join('')

const mail = (random: Random) => `${word(9, random)}@mail-${word(6, random)}.example`
const encodedMail = (random: Random) => `${word(9, random)}%40mail-${word(6, random)}.example`
// 198.18.0.0/15 and 2001:db8::/32 are reserved and belong to nobody.
const ipv4 = (random: Random) => `198.${18 + random(2)}.${random(256)}.${random(256)}`
const ipv6 = (random: Random) => `2001:db8::${(0xa000 + random(0x5fff)).toString(16)}:${(0xb000 + random(0x4fff)).toString(16)}:${(0xc000 + random(0x3fff)).toString(16)}`
const phone = (random: Random) => `+49 171 555${digits(5, random)}`
const jwt = (random: Random) => ['eyJhbGciOiJIUzI1NiJ9', `eyJzdWIi${word(12, random)}`, word(20, random)].join('.')
const stripeKey = (random: Random) => ['sk', 'live', word(20, random)].join('_')
const gitToken = (random: Random) => ['ghp', word(30, random)].join('_')

function card(random: Random): string {
  const body = `4242${digits(11, random)}`
  const sum = [...body].reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

function iban(random: Random): string {
  const account = digits(18, random)
  // D and E are 13 and 14; the two check digits make the whole 1 modulo 97.
  const rest = [...`${account}131400`].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0)
  return `DE${String(98 - rest).padStart(2, '0')}${account}`
}
