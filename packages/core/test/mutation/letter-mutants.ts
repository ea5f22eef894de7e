import { change, type Mutant } from './mutant.ts'

/** How letters tell words from identifiers. */
export const LETTER_MUTANTS: readonly Mutant[] = [
  change('letter-pairs', 'letters need not be readable', 'index - start >= least && ', 'false && '),
  change('letter-pairs', 'odd characters are words', 'else if (code >= 0 && code !== 45 && code !== 95) form += ODD', ''),
  change('letter-pairs', 'capitals do not begin words', 'if (index - wordStart < 4) score -= 3', ''),
  change('letter-pairs', 'words in camel case are random', 'index - wordStart < 4', 'true'),
  change('letter-pairs', 'by is no word', 'PQUSdL', 'PQUOdL'),
  change('letter-pairs', 'commas are odd', '(code | 2) === 46', 'code === 46'),
  change('letter-pairs', 'every pair is usual', '& 1 ? 1 : -3', '& 1 ? 1 : 1'),
  change('letter-pairs', 'no pair is usual', '& 1 ? 1 : -3', '& 0 ? 1 : -3'),
]
