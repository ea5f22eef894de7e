import type { KeyKind } from './judge-key'
import { isGivenName, isListedWord, isPerhapsGiven, oddsOfWord } from './name-model'
import { TITLE } from './name-phrase'
import { INTRODUCED } from './told-name-cues'

/** Words between spaces, or joined: `Payment failed`, `Sign Up`, `credit_card`. Joined words beside others may be a handle. */
const FORM = /^[A-Za-z][a-z]*(?:(?: [A-Za-z][a-z]*)*|(?:[_-][a-z]+)*)[.!?]?$/
const MAXIMUM_LENGTH = 120
/** Words that announce something which need not have a digit. */
const ANNOUNCING = /^(?:at|doe|pass[cw]\w*|pwd)$/
/** A name has higher odds; a logarithm. */
const NO_NAME = -1

/** Only words of the dictionary, never what may be somebody's. */
const remembered = new Set<string>()
const MAXIMUM_REMEMBERED = 10_000

/**
 * Whether a text consists of dictionary words that are no part of a name, so that no other check would remove any of it. Below a noun for a person, any word
 * may be a handle.
 */
export function isPlainText(text: string, kind: KeyKind): boolean {
  if (!/^(?:plain|name|prose|title|thing)$/.test(kind) || text.length > MAXIMUM_LENGTH || !FORM.test(text)) return false
  const words = text.toLowerCase().split(/[ _.!?-]/)
  if (!words.every(isPlainWord)) return false
  // With a title or an introduction, any capitalized word is a name: `Mrs Underwater`, `My name is Summer`.
  return !/ [A-Z]/.test(text) || !(words.some((word) => TITLE.test(word)) || text.search(INTRODUCED) >= 0)
}

function isPlainWord(word: string): boolean {
  if (remembered.has(word) || !word) return true
  // `marks_account`
  const isPlain = !ANNOUNCING.test(word) && isListedWord(word) && isNobody(word) && isNobody(word.replace(/s$/, ''))
  if (isPlain && remembered.size < MAXIMUM_REMEMBERED) remembered.add(word)
  return isPlain
}

const isNobody = (word: string) => !isGivenName(word) && !isPerhapsGiven(word) && oddsOfWord(word) <= NO_NAME
