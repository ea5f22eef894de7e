import { dirname, join } from 'node:path'
import ts from 'typescript'

/** Exported functions of the entries of one package that have no doc comment. TypeDoc checks all other exports. */
export function findUndocumentedFunctions(root: string, entries: readonly string[]): readonly string[] {
  const [first = ''] = entries
  const settings = join(root, dirname(dirname(first)), 'tsconfig.json')
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(settings, ts.sys.readFile).config, ts.sys, dirname(settings))
  const program = ts.createProgram(entries.map((entry) => join(root, entry)), { ...options, skipLibCheck: true })
  return entries.flatMap((entry) => findIn(entry, join(root, entry), program))
}

function findIn(entry: string, file: string, program: ts.Program): readonly string[] {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const entrance = source && checker.getSymbolAtLocation(source)
  return (entrance ? checker.getExportsOfModule(entrance) : [])
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => symbol.flags & ts.SymbolFlags.Function && symbol.getDocumentationComment(checker).length === 0)
    .map((symbol) => `${entry} exports ${symbol.name} without a doc comment`)
}
