import { ID } from '../route-patterns'
import { removeNamesOfFile } from './file-name'
import { forTexts } from './latin-pattern'
import { oddsOfName } from './name-model'

/** A folder or a document in a path, of several words: where a path has a blank, the first look sees its end. */
const PIECE =
  /(?<=\/)[\p{L}\p{M}\d'’&+,._-]{1,40}(?: [\p{L}\p{M}\d'’&+,._-]{1,40}){1,4}(?:(?=\/)|\.(?:pdf|docx?|xlsx?|pptx?|od[tps]|rtf|txt|csv|jpe?g|png|heic|zip|eml|msg|vcf|ics)(?![\p{L}\d]))/giu
const pieceIn = forTexts(PIECE)
const BLANK_BEHIND_SLASH = /\/[^\s/]{1,40} /
/** Required odds for the words of a folder to be a name; a logarithm. */
const NEEDED = 0.3

/** Masks folders and documents with a blank in their name that are about a person: `/docs/Anna Miller.pdf`. */
export function maskPathsWithBlanks(text: string): string {
  // Fast path: hardly any text has such a path.
  if (!BLANK_BEHIND_SLASH.test(text)) return text
  return text.replace(pieceIn(text), (piece) => (removeNamesOfFile(piece) !== piece || (oddsOfName(piece) ?? -9) > NEEDED ? ID : piece))
}
