import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewAction, reviewMetadata, reviewRoute, reviewText } from '../src/review'

const same = (metadata: Metadata): [Metadata, Metadata] => [metadata, metadata]

describe('a text', () => {
  it.each([
    ['the code that proves something', 'Your verification code is 604135', 'Your verification code is [removed]'],
    ['the code that opens something', 'Gate code 8633, ring twice', 'Gate code [removed], ring twice'],
    ['a code in another language', 'Ihr Bestätigungscode lautet 77310', 'Ihr Bestätigungscode lautet [removed]'],
    ['a date of birth', 'A card for my son, born 2015-04-14', 'A card for my son, born [removed]'],
    ['a cloud access key without a digit', 'Used AKIAKNNYEGFFOLWRGUSC', 'Used [removed]'],
    ['an access key whose parts are short', `push with ${['glpat', 'kYAZ6', 'lhJYznJZc_cpz', ''].join('-')} failed`, 'push with [removed] failed'],
    ['one without a digit', `push with ${['glpat', 'kYAZb', 'lhJYznJZc_cpz', ''].join('-')}`, 'push with [removed]'],
  ])('loses %s', (_name, text, expected) => {
    expect(reviewText(text)).toBe(expected)
    expect(reviewAction(text)).toBe(expected)
    expect(reviewMetadata({ x: text })).toEqual({ x: expected })
    expect(reviewMetadata({ x: text }, { allow: ['x'] })).toEqual({ x: text })
  })

  it.each(['Error code 4040', 'Status code is 500', 'Released 2024-05-17', 'Verification code sent', 'PIN 2.5 V', 'NATO 12.05.2024', 'AKIRA', 'glpat-expired', 'see glpat-format of 2024'])('keeps other numbers and words: %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })

  it('reports what its words announce as the rule `key`', () => {
    const told: string[] = []
    reviewText('OTP: 1234', { onRemoved: (rule) => told.push(rule) })
    reviewMetadata({ x: 'OTP: 1234' }, { onRemoved: (rule) => told.push(rule) })
    expect(told).toEqual(['key', 'key'])
  })
})

describe('a vehicle', () => {
  it.each(['B-XK 4635', 'W 1634 KL', 'XY-370-ZT', 'AB12 CDE', '7ABC123', 'AB123CD'])('loses its number plate: %s', (plate) => {
    expect(reviewMetadata({ vehicle: plate, rental_car: plate, targa: plate })).toEqual({})
  })

  it.each(['BMW X5', 'Fiat 500', 'BMW 650 GS', 'Audi A4', 'Tesla Model 3', 'bike'])('keeps its model: %s', (model) => {
    const metadata = { vehicle: model, car: model, lens: 'AB12 CDE' }
    expect(reviewMetadata(metadata)).toBe(metadata)
  })

  it('keeps what the app allows', () => {
    expect(reviewMetadata({ vehicle: 'B-XK 4635' }, { allow: ['vehicle'] })).toEqual({ vehicle: 'B-XK 4635' })
  })
})

describe('a handle', () => {
  it.each(['miss_mel', 'mrs.baker', 'the_real_tom', 'xX_sniper_Xx', 'dr_house'])('made of common words is removed after a title: %s', (nick) => {
    expect(reviewMetadata({ author: nick, seller: nick, x: nick })).toEqual({ seller: '[removed]', x: nick })
  })

  it('under keys for sellers is removed if it contains a name', () => {
    expect(reviewMetadata({ seller: 'sofia.rossi', vendor: 'sofia.rossi' })).toEqual({ seller: '[removed]', vendor: '[removed]' })
  })
})

describe('a brand before its product', () => {
  it('is kept together with it', () => {
    const metadata = { title: 'Louis Vuitton Keepall 55', note: 'Charles Schwab Account' }
    expect(reviewMetadata(metadata)).toBe(metadata)
  })

  it('does not protect a name after it', () => {
    expect(reviewText('Louis Vuitton sold by Priya Sharma')).toBe('Louis Vuitton sold by [removed]')
  })
})

describe('a key', () => {
  it.each<[string, Metadata, Metadata]>([
    ['for a place, a work or a thing keeps names', ...same({ resort: 'Val Thorens', opera: 'Don Giovanni', coin: 'Maria Theresa Thaler', author_facet: 'Priya Sharma' })],
    ['for a part of a screen requires more certainty', { paywall: 'Spring Paywall', playbook: 'Priya Sharma' }, { paywall: 'Spring Paywall', playbook: '[removed]' }],
    ['for a person or a thing loses a single certain name', { host_name: 'Chidi', fixer: 'Sipho', profile: 'Abigail', ad: 'Elif' }, { host_name: '[removed]', fixer: '[removed]', profile: '[removed]', ad: '[removed]' }],
    ['for a machine keeps its name', ...same({ host_name: 'web-1', profile: 'Default', ad: 'Summer Sale', caller: 'scheduler' })],
    ['for a person loses a name', { transcriber: 'octo', speaking_partner: 'Liam', given: 'Mateo', gamer_tag: 'kowalski' }, {}],
    ['for an interview panel loses names', { interview_panel: ['Mason Vermeulen', 'Ana Silva'], interview: { panel: ['Álvaro Park', 'Ana Silva'] } }, { interview_panel: [], interview: { panel: [] } }],
    ['for a network community means a password', { community_string: 'swordfish' }, {}],
    ['for an order in another language loses its number', { numeroOrdine: '2019308', kundennummer: 'K-4711', siparisNo: 88123, bestelnummer: 'geen' }, { bestelnummer: 'geen' }],
    ['for an Italian postcode loses it', { cap: '34076', citta: 'Bologna' }, { citta: 'Bologna' }],
    ['for a limit keeps it', ...same({ cap: 34076, city: 'Bologna' })],
    ['in Vietnamese is understood', { ho_ten: 'Priya', bac_si: 'Priya', dia_chi: 'Calle Mayor', thanh_pho: 'Hồ Chí Minh', ghi_chu: 'Giao sáng' }, { thanh_pho: 'Hồ Chí Minh', ghi_chu: 'Giao sáng' }],
  ])('%s', (_name, metadata, expected) => {
    expect(reviewMetadata(metadata)).toEqual(expected)
  })
})

describe('an address', () => {
  it.each(['/breweries/samuel-adams', '/opera/don-giovanni', '/brokers/charles-schwab', '/productions/billy-elliot/cast', '/ads/skoda-octavia', '/smokers/weber-kettle'])('keeps brands and works: %s', (route) => {
    expect(reviewRoute(route)).toBe(route)
  })
})

it('also cleans what the browser sends', () => {
  expect(reviewMetadata(sanitizeMetadata({ vehicle: 'B-XK 4635', note: 'OTP 1234', seller: 'mrs.baker' }))).toEqual({ note: 'OTP [removed]', seller: '[removed]' })
})

describe('texts found in a tenth review of other apps', () => {
  it.each<[string, string]>([
    ['Wifi password for the cabin is letmein99', 'Wifi password for the cabin is [removed]'],
    ['Password : hunter', 'Password : [removed]'],
    ['wifi password: swordfish', 'wifi password: [removed]'],
    ['sent to wayne.eth', 'sent to [removed]'],
    ['Am Markt 167', '[removed]'],
    ['CV_Harper_Dubois.pdf', 'CV_[removed].pdf'],
    ['Waiting for Khadija to sign', 'Waiting for [removed] to sign'],
    ['Llamar a Ethan antes de entregar', 'Llamar a [removed] antes de entregar'],
    ['Beatriz is a joy to teach', '[removed] is a joy to teach'],
  ])('"%s" becomes "%s"', (text, expected) => {
    expect(reviewText(text)).toBe(expected)
  })

  it.each([
    'password: required', 'Password: must be longer', 'The password for this app is 8 characters', 'main.rs', 'app.ethernet', 'Am Freitag 13', 'Im Jahr 2024', 'Waiting for payment', 'Waiting on Review', 'llamar a soporte',
    'Jenkins is down', 'Alexa is listening', 'Virginia is selected', 'Mark is required', 'dev-buddy', 'Harper_Dubois_Theme.css',
  ])('"%s" is kept', (text) => {
    expect(reviewText(text)).toBe(text)
  })

  it('removes the name after "in memory of", in a title too', () => {
    expect(reviewMetadata({ message: 'In loving memory of Anke Chen', title: 'Memory of Winter Days' })).toEqual({ message: 'In loving memory of [removed]', title: 'Memory of Winter Days' })
    expect(reviewMetadata({ title: 'In honor of Ada Field' })).toEqual({ title: 'In honor of [removed]' })
  })

  it('knows keys for references, admissions and companions', () => {
    expect(reviewMetadata({ reference: '32801', payment_reference: 'A-1042', customerRef: '77', admission_no: 'SCH/355', mention: 'octo', 訂單編號: 'ORD-5', 注文番号: 'A-1' })).toEqual({})
    expect(reviewMetadata({ appointment_with: 'Chidi', profile: 'Chidi' })).toEqual({ appointment_with: '[removed]', profile: '[removed]' })
    const kept = { reference: 'main', ref: 'v2.1', head_ref: 'fix-12', paid_with: 'Visa', profile: 'kids', ページ番号: '12', poblacion: 'Alcalá de Henares' }
    expect(reviewMetadata(kept)).toBe(kept)
  })
})
