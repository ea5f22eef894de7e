import { declaredWords } from './declared-words'

/** The kind of path: `page` and `endpoint` learn separately. */
export type PathSpace = 'page' | 'endpoint'

/** What is known of the words below one parent path. */
export interface Position {
  readonly id: number
  readonly words: number
  readonly collapsed: boolean
}

/** What is known of one word at one position. The word itself is kept only once it is admitted, and then not here. */
export interface WordState {
  readonly admitted: boolean
  /** Different sessions that showed it, as short hashes, up to the number that is asked for. */
  readonly sessions: readonly number[]
}

/** Where a vocabulary is kept, so that it survives a restart and is shared by processes. Used inside the transaction of the insert. */
export interface VocabularyStorage {
  readPosition(space: PathSpace, parent: string): Position | null
  createPosition(space: PathSpace, parent: string): Position
  countPositions(space: PathSpace): number
  readWord(position: number, word: number): WordState | null
  /** A word that was not known before raises the position's count. */
  writeWord(position: number, word: number, state: WordState): void
  /** Marks the position and rewrites every kept route and position below it whose next word `isFolded`. */
  collapse(position: Position, below: { readonly space: PathSpace; readonly parent: string; isFolded(word: string): boolean }): void
}

/** Thresholds of the rule, see docs/decisions/learned-collapse.md. */
export interface VocabularyRules {
  /** Words of one position that show at once. At the root a small app has most of its pages. */
  readonly instantWords: number
  readonly instantRootWords: number
  /** Later words show when this many sessions have shown them. */
  readonly sessionsToShow: number
  /** A position with more different words holds identifiers. */
  readonly wordsPerPosition: number
  readonly positionsPerSpace: number
}

export const defaultVocabularyRules: VocabularyRules = {
  instantWords: 30,
  instantRootWords: 100,
  sessionsToShow: 11,
  wordsPerPosition: 256,
  positionsPerSpace: 2000,
}

/** A route after the rule. */
export interface AdmittedRoute {
  readonly text: string
  /** True when the same route will be answered alike until the vocabulary changes. */
  readonly settled: boolean
  /** True when the same route of the same session will be: it shows, and the session is counted. */
  readonly counted: boolean
}

/** Learns which words of paths belong to the app. */
export interface Vocabulary {
  admit(space: PathSpace, route: string, session: string | null): AdmittedRoute
}

/** Collaborators of {@link createVocabulary}. */
export interface VocabularyOptions {
  readonly storage: VocabularyStorage
  /** A keyed hash of 48 bits at most. */
  readonly hash: (text: string) => number
  readonly rules: VocabularyRules
  /** Routes of the app; their words are never counted and never folded. */
  readonly routes: readonly string[]
}

const folded = '[id]'
const shortHash = 2 ** 32

/** Creates the vocabulary over a storage. */
export function createVocabulary({ storage, hash, rules, routes }: VocabularyOptions): Vocabulary {
  const isDeclared = declaredWords(routes)
  const decide = createDecision({ storage, hash, rules, isDeclared })
  return {
    admit(space, route, session) {
      let known: number | undefined
      // A keyed hash costs more than the rest of an insert; routes of settled words need none.
      const token = () => (known ??= session === null ? 0 : hash(session) % shortHash)
      const segments = route.split('/')
      let parent = segments[0] === '' ? (segments.shift(), '') : ''
      let settled = true
      let counted = true
      for (const word of segments) {
        const fixed = word === '' || word.startsWith('[') || isDeclared(parent, word)
        const decision = fixed ? shows : decide({ space, parent, word, token })
        parent += `/${decision.shows ? word : folded}`
        settled &&= decision.settled
        counted &&= decision.shows
      }
      return { text: route.startsWith('/') ? parent : parent.slice(1), settled, counted }
    },
  }
}

interface Question {
  readonly space: PathSpace
  readonly parent: string
  readonly word: string
  readonly token: () => number
}

interface Decision {
  readonly shows: boolean
  readonly settled: boolean
}

const hides: Decision = { shows: false, settled: false }
const shows: Decision = { shows: true, settled: true }

type DecisionOptions = Omit<VocabularyOptions, 'routes'> & { readonly isDeclared: (parent: string, word: string) => boolean }

function createDecision({ storage, hash, rules, isDeclared }: DecisionOptions): (question: Question) => Decision {
  const isEstablished = (state: WordState | null) => state !== null && state.sessions.length >= rules.sessionsToShow
  const learn = (position: Position, question: Question, word: number): Decision => {
    const isRoot = question.parent === ''
    if (position.words >= rules.wordsPerPosition) {
      const stays = (name: string) => isDeclared(question.parent, name) || (isRoot && isEstablished(storage.readWord(position.id, hash(name))))
      storage.collapse(position, { ...question, isFolded: (name) => !stays(name) })
      return hides
    }
    const admitted = position.words < (isRoot ? rules.instantRootWords : rules.instantWords)
    storage.writeWord(position.id, word, { admitted, sessions: [question.token()] })
    return { shows: admitted, settled: false }
  }
  const count = (position: Position, state: WordState, { token, word }: Question): Decision => {
    if (isEstablished(state)) return shows
    if (state.sessions.includes(token())) return { shows: state.admitted, settled: false }
    const sessions = [...state.sessions, token()]
    const next = { sessions, admitted: state.admitted || sessions.length >= rules.sessionsToShow }
    storage.writeWord(position.id, hash(word), next)
    return { shows: next.admitted, settled: false }
  }
  return (question) => {
    const { space, parent } = question
    const known = storage.readPosition(space, parent)
    if (known === null && storage.countPositions(space) >= rules.positionsPerSpace) return hides
    const position = known ?? storage.createPosition(space, parent)
    // Words of the root that enough sessions had shown stay, so that a flood of junk cannot take the app's own pages away.
    if (position.collapsed) return parent === '' && isEstablished(storage.readWord(position.id, hash(question.word))) ? shows : hides
    const word = hash(question.word)
    const state = storage.readWord(position.id, word)
    return state === null ? learn(position, question, word) : count(position, state, question)
  }
}
