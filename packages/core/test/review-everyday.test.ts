import { describe, expect, it } from 'vitest'
import { sanitizeMetadata } from '../src/index'

describe('what apps send every day', () => {
  it.each([
    ['countries', { pais: 'Argelia' }],
    ['a firm below a key that sounds like a role', { publisher: 'Allen Ltd' }],
    ['names of cookies', { cookies: ['theme', 'locale', 'consent'] }],
    ['keys of a cache', { cache_key: 'home:v2' }],
    ['keys of a cache by language', { cache_key: 'i18n:de' }],
    ['the code of a country', { calling_code: '+351' }],
    ['how many a plural counts', { addresses: 2, phones: 0, passwords: 12 }],
    ['the mark at the end of a text', { stop_token: '<|end|>' }],
    ['an edition behind a word', { parse_mode: 'MarkdownV2', msg: 'Build 20240512.3 finished', error: 'E11000 duplicate key error' }],
    ['colours', { label: { color: 'd73a4a' }, bg: '#cb1f00ff' }],
    ['formulas of substances', { molecule: 'C8H10N4O2' }],
    ['how something is typed', { phone_mask: '(999) 999-9999', zip_mask: '#####-####' }],
    ['what something has to look like', { email_regex: '^\\S+@\\S+$' }],
    ['models of devices', { printer: 'Brother HL-L2350DW', recommendations: ['Sony WH-1000XM5'] }],
    ['spices', { spice: 'rogan josh' }],
    ['words before a number', { plan: 'calculate 1080p hard drive' }],
    ['greetings of an app', { a: 'Welcome back, Commander!', b: 'Welcome to Visual Studio', c: 'Hello, Visual Studio!', d: 'Today, your orders are late' }],
    ['what is done with a team', { a: 'Assigned to Acme Robotics', b: 'user Premium Plan logged in', c: 'Billing Bot commented on your post' }],
    ['whoever owns or uses something, said in general', { owner: 'team', driver: 'standard', member: 'gold', account: 'savings', login: 'sso', opponent: 'computer', recipient: 'group', patient: 'outpatient' }],
    ['which part of a firm or of a machine does something', { owner: 'backend', customer: 'residential', driver: 'docker', guest: 'external', login: 'passkey', opponent: 'bot' }],
    ['parts that somebody plays in a trade', { fulfilled_by: 'seller', delivered_by: 'courier', paid_by: 'insurer' }],
    ['names of offers', { coupon: 'SUMMER20', voucher: 'SPRING-2024', gift_card: 'GC-50', promo: 'SAVE-20-NOW', coupon_code: 'WELCOME10' }],
    ['offers of several words', { coupon: 'SUMMER20-VIP10', voucher: 'FREE-10OFF', gift_card: '2X-B4-GO' }],
    ['where something is sent', { referral_to: 'cardiology', upload_to: 'cdn' }],
    ['passes that are no passwords', { pass: 'weekend', price: 40 }],
    ['results of a test on a machine', { pass: 12, host: 'localhost' }],
    ['how a complaint came', { complaint_by: 'phone' }],
    ['numbers that open nothing', { a: 'Your score: 3287 is your best', b: '2048 is your new record', c: 'call 2024-2025 plan' }],
  ])('keeps %s', (_name, metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
  })

  it.each([
    ['names in greetings', { text: 'Welcome back, Rikke Dahl!' }, { text: 'Welcome back, [removed]!' }],
    ['names in wishes', { text: 'Happy birthday Wei Müller!' }, { text: 'Happy birthday [removed]!' }],
    ['names of introductions', { text: 'Hola, soy Rikke Dahl' }, { text: 'Hola, soy [removed]' }],
    ['names of a booking', { text: 'Table booked under Rikke Dahl' }, { text: 'Table booked under [removed]' }],
    ['names of whoever gets something', { text: 'Assigned to Zara Khan' }, { text: 'Assigned to [removed]' }],
    ['names of whoever did something', { text: 'Bağdagül Birinci commented on your post' }, { text: '[removed] commented on your post' }],
    ['names of users', { text: 'user Senna Zijlstra logged in' }, { text: 'user [removed] logged in' }],
    ['whoever is addressed', { text: 'Anna, your cart is waiting' }, { text: '[removed], your cart is waiting' }],
    ['a code before the words for it', { text: 'Acme: 328755 is your login code' }, { text: 'Acme: [removed] is your login code' }],
    ['the same with a letter', { text: 'G-482913 is your Google verification code' }, { text: '[removed] is your Google verification code' }],
    ['the same in another language', { text: '482913 ist dein Code' }, { text: '[removed] ist dein Code' }],
    ['short telephone numbers', { text: 'Call back on 0140517 after 5pm', other: 'call 2211 1317' }, { text: 'Call back on [removed] after 5pm', other: 'call [removed]' }],
    ['a street before its number', { home: 'Maple Avenue 16' }, { home: '[removed]' }],
    ['names with a title and an initial', { complaint_by: 'Mr P. Gallagher', raised_by: 'Mrs. T. Hale', to: 'Mr P. Gallagher', ringer: 'Mr P. Gallagher', topic: 'bill' }, { to: '[removed]', topic: 'bill' }],
    ['whoever a complaint is by', { complaint_by: 'okafor', inspection_by: 'T. Hale', topic: 'bill' }, { topic: 'bill' }],
    ['codes of gift cards with a word in front', { gift_card: 'GC-9F3K-22LM-7TQX', voucher: 'KD8-2MX-9QZ', gutschein: 'GS-9F3K-22LM', balance: 15 }, { balance: 15 }],
    ['lists of gift cards', { gift_cards: ['GC-9F3K-22LM', 'GC-7K2Q-99PL'], balance: 15 }, { gift_cards: [], balance: 15 }],
    ['passwords by what they open', { smtp_pass: 'letmein', dbPass: 'hunter2', wifi_pass: 'opensesame', pass_phrase: 'correct horse', season_pass: 'adult' }, { season_pass: 'adult' }],
    ['the password of a mail server', { smtp: { user: 'app@shop.example', pass: 'letmein', port: 587 } }, { smtp: { port: 587 } }],
    ['a password beside the machine that it opens', { host: 'db-1', pass: 'hunter2', port: 5432 }, { host: 'db-1', port: 5432 }],
    ['a password with which somebody signs in', { auth: { user: 'ada', pass: 'opensesame' } }, { auth: {} }],
    ['codes of recovery', { recovery_codes: ['1207-2a3d', '4122-471e3'] }, { recovery_codes: [] }],
  ])('removes %s', (_name, metadata, clean) => {
    expect(sanitizeMetadata(metadata)).toEqual(clean)
  })

  it.each([
    ['a number that a plural does not count', { phones: 5_551_234 }],
    ['a name below a key for firms', { publisher: 'Allen Jones' }],
    ['the value of a cookie', { cookies: ['a8f3e2b1c9'] }],
    ['data in a key of a cache', { cache_key: 'user:48213' }],
    ['a longer code', { calling_code: '48213' }],
    ['a number in a mask', { phone_mask: '(415) 555-2671' }],
    ['an address in an expression', { email_regex: '^ada@example\\.org$' }],
    ['a name that is a word for metal', { owner: 'Gold' }],
    ['a name of somebody in a trade', { fulfilled_by: 'baker' }],
    ['a token', { stop_token: 'sk_live_4eC39HqLyjWDarjtT1zdp7dc' }],
  ])('still removes %s', (_name, metadata) => {
    const [value] = Object.values(metadata).flat()
    expect(Object.values(sanitizeMetadata(metadata)).flat().join('\n')).not.toContain(String(value))
  })
})
