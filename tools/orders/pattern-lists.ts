import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'

/** Start and end of a piece of text. */
export type Range = readonly [start: number, end: number]

const CLASS_MEMBER = /^(?:[a-zA-Z\d]|\\[dsw]|[a-zA-Z\d]-[a-zA-Z\d])$/

/** Finds lists in a regular expression whose order means nothing: words of which none begins another, and the characters of a class. */
export function findPatternLists(literal: string): Range[][] {
  const lists: Range[][] = []
  const addWords = ({ alternatives }: { readonly alternatives: readonly AST.Alternative[] }) => {
    for (const run of findRuns(alternatives)) {
      const words = run.map(({ raw }) => raw.toLowerCase())
      if (!words.some((word) => words.some((other) => other !== word && other.startsWith(word)))) add(run)
    }
  }
  const add = (nodes: readonly AST.Node[]) => {
    if (nodes.length > 1) lists.push(nodes.map(({ start, end }): Range => [start, end]))
  }
  visitRegExpAST(new RegExpParser().parseLiteral(literal), {
    onGroupEnter: addWords,
    onCapturingGroupEnter: addWords,
    onAssertionEnter(assertion) {
      if ('alternatives' in assertion) addWords(assertion)
    },
    onCharacterClassEnter({ elements }) {
      if (elements.every(({ raw }) => CLASS_MEMBER.test(raw))) add(elements)
    },
  })
  return lists
}

/** Words that follow one another. */
function findRuns(alternatives: readonly AST.Alternative[]): AST.Alternative[][] {
  const runs: AST.Alternative[][] = [[]]
  for (const alternative of alternatives) {
    const isWord = alternative.elements.length > 0 && alternative.elements.every(({ type }) => type === 'Character')
    if (isWord) runs.at(-1)?.push(alternative)
    else runs.push([])
  }
  return runs
}
