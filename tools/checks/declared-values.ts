import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

/** An entry of a package for those who import it. */
interface Entry {
  readonly types: string
  readonly default: string
}

/** Values that the types of a package declare but its code does not export: importing one compiles and then fails at run time. */
export async function findMissingValues(folder: string): Promise<readonly string[]> {
  const { name, exports } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { readonly name: string; readonly exports: Readonly<Record<string, unknown>> }
  const entries = Object.entries(exports).flatMap(([path, value]) => {
    const entry = readEntry(value)
    return entry === null ? [] : [{ path, ...entry }]
  })
  const program = ts.createProgram(entries.map(({ types }) => join(folder, types)), { module: ts.ModuleKind.NodeNext, skipLibCheck: true, noEmit: true })
  const missing = await Promise.all(entries.map(async ({ path, types, default: code }) => {
    const given = Object.keys((await import(pathToFileURL(join(folder, code)).href)) as object)
    return listValues(program, join(folder, types)).filter((value) => !given.includes(value)).map((value) => `${value} of ${join(name, path)}`)
  }))
  return missing.flat()
}

function readEntry(value: unknown): Entry | null {
  const found = typeof value === 'object' && value !== null && 'import' in value ? value.import : value
  return typeof found === 'object' && found !== null && 'types' in found ? (found as Entry) : null
}

function listValues(program: ts.Program, file: string): readonly string[] {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const entrance = source && checker.getSymbolAtLocation(source)
  return (entrance ? checker.getExportsOfModule(entrance) : [])
    .filter((symbol) => !symbol.declarations?.some((declaration) => ts.isExportSpecifier(declaration) && ts.isTypeOnlyExportDeclaration(declaration)))
    .filter((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol).flags & ts.SymbolFlags.Value)
    .map(({ name }) => name)
}
