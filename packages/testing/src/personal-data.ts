/** Something that must never leave a page or reach a table, in a form as an app meets it. */
export interface PersonalDatum {
  readonly kind: string
  readonly value: string
}

// Built from parts where a scanner of secrets would take the test data for a leak.
const join = (...parts: readonly string[]) => parts.join('')

/** Strings that must never leave the browser. Each can be recognized from the string alone. Add to the list, never around it. */
export const PERSONAL_DATA: readonly PersonalDatum[] = [
  { kind: 'mail address', value: 'ada.byron@mail.example' },
  { kind: 'mail address with a tag', value: 'bob+shop@mail.example' },
  { kind: 'mail address in capitals', value: 'ADA@MAIL.EXAMPLE' },
  { kind: 'mail address at a provider of digits', value: 'ada.byron@163.example' },
  { kind: 'mail address, full-width at sign', value: 'ada＠mail.example' },
  { kind: 'encoded mail address', value: 'ada%40mail.example' },
  { kind: 'phone number', value: '+49 171 5550123' },
  { kind: 'phone number, American', value: '(555) 010-9988' },
  { kind: 'card number', value: '4242 4242 4242 4242' },
  { kind: 'card number, plain', value: '5555555555554444' },
  { kind: 'IBAN', value: 'DE89370400440532013000' },
  { kind: 'IBAN in groups', value: 'GB82 WEST 1234 5698 7654 32' },
  { kind: 'IPv4 address', value: '203.0.113.42' },
  { kind: 'IPv6 address', value: '2001:db8::8a2e:370:7334' },
  { kind: 'UUID', value: '9f1c2d7e-3b4a-4c5d-8e6f-7a8b9c0d1e2f' },
  { kind: 'UUID in capitals', value: '9F1C2D7E-3B4A-4C5D-8E6F-7A8B9C0D1E2F' },
  { kind: 'ULID', value: '01HQZX3V9K8M2N4P6R7S8T0VWX' },
  { kind: 'ObjectId', value: '507f1f77bcf86cd799439011' },
  { kind: 'nanoid', value: 'V1StGXR8_Z5jdHi6B-myT' },
  { kind: 'JWT', value: join('eyJhbGciOiJIUzI1NiJ9', '.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.', 'dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk') },
  { kind: 'Stripe key', value: join('sk', '_live_', '4eC39HqLyjWDarjtT1zdp7dc') },
  { kind: 'GitHub token', value: join('ghp', '_', '16C7e42F292c6912E7710c838347Ae178B4a') },
  { kind: 'AWS key', value: join('AKIA', 'IOSFODNN7EXAMPLE') },
  { kind: 'SHA-256', value: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
]
