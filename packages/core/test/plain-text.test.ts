import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeText } from '../src/review/judge-text'
import { isPlainText } from '../src/review/plain-text'
import { removeToldSecrets } from '../src/review/told-secret'
import { removeUserAgents } from '../src/review/user-agent'

const KINDS = ['plain', 'name', 'prose', 'title', 'thing'] as const
/** Dictionary words, words that announce names and secrets, and words that are names as well. */
const WORDS = 'payment failed card sign up page view order from with called by the new user account owner opponent followed liked laptop phone of is at my name this hello dear welcome brother father mrs customer created beat heter soy sono team coach teacher token password code key declare screener hallway summer mark grace marks hunter amber dot com example'.split(' ')
const text = fc.tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }), fc.constantFrom(' ', ' ', '_', '-'), fc.constantFrom('', '', '.', '!', '?'), fc.constantFrom('none', 'first', 'each')).map(([words, between, end, capitals]) => {
  const small = words.join(between) + end
  return capitals === 'none' ? small : capitals === 'first' ? small.replace(/^./, (letter) => letter.toUpperCase()) : small.replace(/(?<=^| )./g, (letter) => letter.toUpperCase())
})

describe('isPlainText', () => {
  it('takes nothing for plain that the full look would change', () => {
    fc.assert(fc.property(text, fc.constantFrom(...KINDS), (given, kind) => {
      fc.pre(isPlainText(given, kind))
      expect(judgeText(kind === 'thing' ? given : removeToldSecrets(removeUserAgents(given)), kind)).toBe(given)
    }), { numRuns: 5000 })
  })

  it.each(['pro', 'Payment failed', 'Sign Up', 'credit_card', 'sign-up', 'Card declined.'])('takes %j for plain', (given) => {
    expect(isPlainText(given, 'plain')).toBe(true)
  })

  it.each(['Priya called', 'marks-account', 'Mrs Underwater', 'My name is Payment', 'Jag heter Matrix', 'order 12345', 'user opponent_cart', 'token: abc', 'mail me at example dot com', 'summer', 'größe'])('does not take %j for plain', (given) => {
    expect(isPlainText(given, 'plain')).toBe(false)
  })

  it.each(['person', 'doer', 'weak', 'firm', 'secret', 'hidden'] as const)('takes nothing for plain below a key that tells of somebody or of a secret: %s', (kind) => {
    expect(isPlainText('payment', kind)).toBe(false)
  })
})
