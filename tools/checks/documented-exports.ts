import { dirname, join } from 'node:path'
import ts from 'typescript'

/** Exported functions of an entry that have no doc comment. TypeDoc sees to everything else that is exported. */
export function findUndocumentedFunctions(root: string, entry: string): readonly string[] {
  const file = join(root, entry)
  const settings = join(dirname(dirname(file)), 'tsconfig.json')
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(settings, ts.sys.readFile).config, ts.sys, dirname(settings))
  const program = ts.createProgram([file], { ...options, skipLibCheck: true })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const entrance = source && checker.getSymbolAtLocation(source)
  return (entrance ? checker.getExportsOfModule(entrance) : [])
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => symbol.flags & ts.SymbolFlags.Function && symbol.getDocumentationComment(checker).length === 0)
    .map((symbol) => `${entry} exports ${symbol.name} without a doc comment`)
}
