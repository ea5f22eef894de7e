import { describe, expect, it } from 'vitest'
import { reviewAction, reviewMetadata, reviewText } from '../src/review'

describe('a name that the words around it announce', () => {
  it.each([
    ['Signed in as jane.doe', 'Signed in as [removed]'],
    ['Logged in as mark', 'Logged in as [removed]'],
    ['Impersonating user okafor', 'Impersonating user [removed]'],
    ["Failed login for user 'bob'", "Failed login for user '[removed]'"],
    ['User "kowalski" not found', 'User "[removed]" not found'],
    ['user jane_doe logged in', 'user [removed] logged in'],
    ['User mkowalski logged out', 'User [removed] logged out'],
    ['Invited by Chidi', 'Invited by [removed]'],
    ['Picked up by Rajesh', 'Picked up by [removed]'],
    ['assigned to kowalski', 'assigned to [removed]'],
    ['shared with @jane.doe', 'shared with [removed]'],
    ['Thanks Sarah!', 'Thanks [removed]!'],
    ['Regards, Tomasz', 'Regards, [removed]'],
    ['My name is Priya', 'My name is [removed]'],
    ['This is Tomasz from accounting', 'This is [removed] from accounting'],
    ['met jane yesterday', 'met [removed] yesterday'],
    ['call from Priya', 'call from [removed]'],
    ['thanks dear Priya', 'thanks dear [removed]'],
    ['Dr. Smith will see you', 'Dr. [removed] will see you'],
    ['dr okafor cardiologist', 'dr [removed] cardiologist'],
    ['Nurse Okafor on duty', 'Nurse [removed] on duty'],
    ['Yusuf joined the call', '[removed] joined the call'],
    ['insta: jane.doe', 'insta: [removed]'],
    ["Maria's iPhone", "[removed]'s iPhone"],
    ['marias-macbook-pro', '[removed]s-macbook-pro'],
    ["Emma's 5th birthday party", "[removed]'s 5th birthday party"],
    ['iPhone von Anna', 'iPhone von [removed]'],
    ['PC-MARTIN', 'PC-[removed]'],
  ])('is removed: %s', (text, expected) => {
    expect(reviewText(text)).toBe(expected)
    expect(reviewAction(text)).toBe(expected)
    expect(reviewMetadata({ x: text })).toEqual({ x: expected })
    expect(reviewMetadata({ product: text })).toEqual({ product: text })
  })

  it.each([
    'Signed in as admin',
    'User "admin" not found',
    'user agent changed',
    'User not found',
    'sorted by price',
    'powered by Stripe',
    'Ask Alexa',
    'built by Jenkins',
    'tinged with amber',
    'characterized by prudence',
    'Thanks!',
    'Best Buy',
    'Call Center',
    'Welcome Back',
    'Dr. Martens boots',
    'Mr. Clean',
    'Nurse Station',
    'laptop declared lost',
    'laptop dated',
    'Everybody joined the call',
    'github: connected',
    "Mother's Day",
    "Levi's jeans",
    'iPhone von Werk',
    'PC-GAMING',
    'Move @types/node to dev dependency',
    'Il costruttore della classe',
  ])('is not found in: %s', (text) => {
    expect(reviewText(text)).toBe(text)
  })

  it('is removed after a greeting in another language', () => {
    expect(reviewText('Hola Kasia, tu pedido')).toBe('Hola [removed], tu pedido')
  })

  it('is removed in lower case, in either order, if the text is short', () => {
    expect(reviewText('john smith new york')).toBe('[removed] new york')
    expect(reviewText('priya sharma phone number')).toBe('[removed] phone number')
    expect(reviewText('jane doe linkedin')).toBe('[removed] linkedin')
    expect(reviewText('taylor swift tickets')).toBe('taylor swift tickets')
    expect(reviewText('kate spade bag')).toBe('kate spade bag')
  })

  it('is not recognized in lower-case prose', () => {
    const prose = 'somewhere in this longer text of small letters stand maria silva and others'
    expect(reviewText(prose)).toBe(prose)
  })

  it.each(['jane_doe', 'priya-sharma', 'tomasz.kowalski'])('is removed if both halves are joined and are the whole text: %s', (text) => {
    expect(reviewMetadata({ x: text, title: text })).toEqual({ x: '[removed]', title: text })
    expect(reviewMetadata({ ids: text })).toEqual({})
  })

  it.each(['rose-gold', 'san-francisco', 'summer_sale', 'kate-spade'])('is not %s', (text) => {
    expect(reviewMetadata({ x: text })).toEqual({ x: text })
  })

  it('is kept before a slash, because a placeholder would begin an address', () => {
    expect(reviewText('Dr. Okafor/orders')).toBe('Dr. Okafor/orders')
  })
})

describe('a name made of a given name and a common word', () => {
  it.each(['Sarah Brown', 'Kevin Hill', 'James Hill', 'Thomas Woods', 'John Smith', 'Jane Doe', 'Mark Johnson', 'Emily Young'])('is removed: %s', (name) => {
    expect(reviewMetadata({ x: name })).toEqual({ x: '[removed]' })
    expect(reviewText(`Call ${name} back`)).toBe('Call [removed] back')
  })

  it.each(['Jefferson Park', 'Royal Albert Hall', 'Hilton Garden Inn', 'Martin Luther King Day', 'Rose Gold', 'Ruby Red', 'Summer Sale', 'Victoria Park', 'Charlotte Street', 'Mark Complete', 'Grace Period', "Steller's Jay"])('is not %s', (text) => {
    expect(reviewMetadata({ x: text })).toEqual({ x: text })
  })
})

describe('names below a key for people', () => {
  it.each([
    ['two lower-case words are removed if one of them is a name', { captain: 'kowalski brown', gate: 'kowalski brown' }, { gate: 'kowalski brown' }],
    ['names in scripts that the tables lack are removed', { captain: 'አበበ ከበደ', title: 'አበበ ከበደ' }, { title: 'አበበ ከበደ' }],
    ['a surname that is hardly ever anything else is removed below a person or a thing', { courier: 'Kowalczyk', provider: 'Okta' }, { courier: '[removed]', provider: 'Okta' }],
    ['a given name is removed, in upper and lower case', { users: ['alice', 'yusuf', 'guest'], worker: 'Priya', tenant_name: 'Priya' }, { users: ['[removed]', '[removed]', 'guest'], worker: '[removed]', tenant_name: '[removed]' }],
    ['several names in one text are removed one by one', { assignees: 'alice, billing; yusuf' }, { assignees: '[removed], billing; [removed]' }],
    ['a handle with a number is removed', { seller: 'knightofmoon42', vendor: 'auth0' }, { seller: '[removed]', vendor: 'auth0' }],
    ['the sender of something', { from: 'Thomas', to: 'Maria', with: 'staff' }, { from: '[removed]', to: '[removed]', with: 'staff' }],
    ['halves of a name', { FName: 'Ananya', LName: 'Kim' }, {}],
    ['a business card', { fn: 'Thomas', ln: 'Anderson' }, {}],
    ['a function is not a person', { fn: 'handleSubmit', line: 4 }, { fn: 'handleSubmit', line: 4 }],
    ['the holder of something', { certificate: { name: 'Lucía Petrenko', course: 'B2' }, policy_holder: 'Deborah' }, { certificate: { name: '[removed]', course: 'B2' } }],
    ['a field in a filter', { column: 'User ID', operator: '=', value: 'lena-k' }, { column: 'User ID', operator: '=', value: null }],
    ['words that unlock an account or a wallet', { seed_phrase: 'apple banana', mnemonicWords: 24 }, { mnemonicWords: 24 }],
    ['years and dates of birth', { birth_year: 1985, bday: '03-03' }, {}],
  ])('%s', (_name, metadata, expected) => {
    expect(reviewMetadata(metadata)).toEqual(expected)
  })
})
