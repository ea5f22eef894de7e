import ts from 'typescript'
import { findPatternLists, type Range } from './pattern-lists.ts'

/** Finds lists in a source whose order means nothing: imports, destructured names, functions beside one another, what {@link findPatternLists} finds, and members of objects that have no effect when they are evaluated. */
export function findLists(text: string): Range[][] {
  const source = ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const lists: Range[][] = []
  const add = (nodes: readonly ts.Node[]) => {
    const ranges = nodes.map((node): Range => [node.getStart(source), node.end])
    const [first, last] = [ranges[0], ranges.at(-1)]
    if (nodes.length > 1 && first && last && !/\/[/*]/.test(text.slice(first[0], last[1]).replace(/'[^']*'/g, ''))) lists.push(ranges)
  }
  const look = (node: ts.Node): void => {
    if (ts.isNamedImports(node)) add(node.elements.filter(({ isTypeOnly }) => !isTypeOnly))
    else if (ts.isObjectBindingPattern(node) && node.elements.every((element) => !element.dotDotDotToken && !element.initializer)) add(node.elements)
    // Not what is printed: people read it in this order.
    else if (ts.isObjectLiteralExpression(node) && node.properties.every(isPure) && !/console\.debug/.test(node.parent.getText(source))) add(node.properties)
    if (ts.isRegularExpressionLiteral(node)) lists.push(...findPatternLists(node.text).map((list) => list.map(([start, end]): Range => [start + node.getStart(source), end + node.getStart(source)])))
    if (ts.isBlock(node) || ts.isSourceFile(node)) lists.push(...findRuns(node.statements, source))
    ts.forEachChild(node, look)
  }
  add(source.statements.filter(ts.isImportDeclaration).filter(({ importClause }) => !importClause?.isTypeOnly))
  look(source)
  return lists
}

/** Functions that follow one another, each with its comment. */
function findRuns(statements: readonly ts.Statement[], source: ts.SourceFile): Range[][] {
  const runs: Range[][] = [[]]
  for (const statement of statements) {
    if (isFunction(statement)) runs.at(-1)?.push([(ts.getLeadingCommentRanges(source.text, statement.pos)?.[0] ?? { pos: statement.getStart(source) }).pos, statement.end])
    else runs.push([])
  }
  return runs.filter(({ length }) => length > 1)
}

function isFunction(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false
  const [declaration, ...others] = statement.declarationList.declarations
  return others.length === 0 && declaration?.initializer !== undefined && ts.isArrowFunction(declaration.initializer) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0
}

function isPure(member: ts.ObjectLiteralElementLike): boolean {
  if (ts.isShorthandPropertyAssignment(member) || ts.isMethodDeclaration(member)) return true
  if (!ts.isPropertyAssignment(member) || ts.isComputedPropertyName(member.name)) return false
  const { initializer } = member
  return ts.isIdentifier(initializer) || ts.isLiteralExpression(initializer) || ts.isArrowFunction(initializer) || [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(initializer.kind)
}

/** Exchanges the values of two members of a flat JSON object. */
export function swapValues(json: string, one: string, other: string): string {
  const values = JSON.parse(json) as Record<string, string>
  const swapped = { ...values, [one]: values[other], [other]: values[one] }
  return `${JSON.stringify(swapped, null, 2)}\n`
}

/** Moves one element of a list to another place. Separators stay where they are. */
export function moveElement(text: string, list: readonly Range[], from: number, to: number): string {
  const pieces = list.map(([start, end]) => text.slice(start, end))
  pieces.splice(to, 0, ...pieces.splice(from, 1))
  let result = ''
  let at = 0
  list.forEach(([start, end], index) => {
    result += text.slice(at, start) + pieces[index]
    at = end
  })
  return result + text.slice(at)
}
