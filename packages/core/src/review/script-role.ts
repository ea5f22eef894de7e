import { hashWord } from './name-features'
import { readOnFirstUse } from './name-model'
import { SCRIPT_GIVEN, SCRIPT_PERHAPS_GIVEN, SCRIPT_PERHAPS_SURNAMES, SCRIPT_PLACES, SCRIPT_SURNAMES, SCRIPT_WORDS } from './name-table'
import { hasHash } from './read-table'
import { foldScriptWord } from './script-word'

const readGiven = readOnFirstUse(SCRIPT_GIVEN)
const readPerhapsGiven = readOnFirstUse(SCRIPT_PERHAPS_GIVEN)
const readSurnames = readOnFirstUse(SCRIPT_SURNAMES)
const readPerhapsSurnames = readOnFirstUse(SCRIPT_PERHAPS_SURNAMES)
const readWords = readOnFirstUse(SCRIPT_WORDS)
const readPlaces = readOnFirstUse(SCRIPT_PLACES)

/** What a word may be in a name. `given` and `surname` are hardly anything else, `perhapsGiven` and `perhapsSurname` are words or places, too. */
export type ScriptRole = 'given' | 'perhapsGiven' | 'surname' | 'perhapsSurname' | 'particle' | 'servant' | 'title' | 'word' | 'unknown' | 'other'

/** A letter of Armenian, Hebrew, Arabic, Thaana, the scripts of India, Thai or Georgian. */
export const NAMED_SCRIPT = /[\u0531-\u0587\u05d0-\u05ea\u0621-\u06d3\u0780-\u07a5\u0904-\u0d39\u0e01-\u0e2e\u10d0-\u10fa\u1c90-\u1cba\ufb13-\ufdfb\ufe70-\ufefc]/
/** `بن`, `בן`: the next word belongs to the name. */
const PARTICLE = /^(?:بن|ابن|بنت|ابو|ابي|ام|ال|בן|בת|אבו)$/
/** Together with a name of God, a given name. */
const SERVANT = 'عبد'
const TITLE = /^(?:د|الدكتوره?|دكتوره?|الاستاذه?|استاذ|المهندسه?|السيده?|سيده?|الانسه|الشيخ|الحاجه?|اقاي|خانم|دكتر|مهندس|جناب|محترمه?|داكتر|श्रि|श्रिमति|सुश्रि|डॉ|डॉक्टर|पंडित|जनाब|ड|डा|தி|պրն|պարոն|տիկին|դոկտոր|բժիշկ|ბატონი|ქალბატონი|ბ-ნი|ქ-ნი|ექიმი|დოქტორი)$/
/** With their quotes, because without them two of these are words. */
const HEBREW_TITLE = /^(?:ד["״]ר|עו["״]ד|פרופ['׳]|גב['׳]|מר|גברת|הרב)$/
/** Endings that hardly anything but a surname has. */
const FAMILY = /.(?:زاده|نژاد|پور|შვილ(?:ი|მა|ს|ის|ით)|ძ(?:ე|ემ|ეს|ის|ით)|(?<!ութ)յան(?:ի|ին|ը|ն|ից|ով|ս)?)$/
/** `المصري`: after a given name, a surname that says where somebody is from. */
const ORIGIN = /^ال.{3,}ي$/
const MAXIMUM_WORD = 30

/** What a word in one of these scripts may be. */
export function roleOfScriptWord(word: string): ScriptRole {
  if (word.length > MAXIMUM_WORD || !NAMED_SCRIPT.test(word)) return 'other'
  // Armenian has capitals.
  if (/^[\u0561-\u0587]/.test(word)) return 'word'
  const folded = foldScriptWord(word)
  if (TITLE.test(folded) || HEBREW_TITLE.test(word)) return 'title'
  if (PARTICLE.test(folded)) return 'particle'
  if (folded === SERVANT) return 'servant'
  const hash = hashWord(folded)
  if (folded.length < 2) return 'word'
  if (hasHash(readGiven(), hash)) return 'given'
  if (hasHash(readPerhapsGiven(), hash)) return 'perhapsGiven'
  if (hasHash(readSurnames(), hash) || FAMILY.test(folded)) return 'surname'
  if (hasHash(readPerhapsSurnames(), hash)) return 'perhapsSurname'
  return hasHash(readWords(), hash) ? 'word' : ORIGIN.test(folded) ? 'perhapsSurname' : 'unknown'
}

/** Whether words are the name of a place. */
export function isScriptPlace(words: readonly string[]): boolean {
  return hasHash(readPlaces(), hashWord(words.map(foldScriptWord).join(' ')))
}
