import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import ts from 'typescript'

/** One import, export-from or dynamic import of a source file. */
export interface Import {
  /** Path of the importing file from the root, with `/`. */
  readonly file: string
  readonly line: number
  /** As written. */
  readonly specifier: string
  /** For a relative one, the path from the root it points at (without extension); else the same as `specifier`. */
  readonly target: string
  /** True when the compiler erases it. */
  readonly typeOnly: boolean
}

const LEFT_OUT = new Set(['node_modules', 'dist', '.next', '.data', 'fixtures', 'coverage'])

/** Source files (ts, tsx) below a folder, as paths from the root. */
export function listSources(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : listSources(root, path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

/** Every import line of a file. */
export function readImports(root: string, file: string): readonly Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ESNext, true)
  const found: Import[] = []
  visit(source)
  return found

  function visit(node: ts.Node): void {
    const specifier = readSpecifier(node)
    if (specifier) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier
      found.push({ file, line, specifier, target, typeOnly: isTypeOnly(node) })
    }
    ts.forEachChild(node, visit)
  }
}

function readSpecifier(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return readText(node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return readText(node.argument.literal)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return readText(node.arguments[0])
  return undefined
}

function readText(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteral(node) ? node.text : undefined
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  if (!ts.isImportDeclaration(node)) return false
  const clause = node.importClause
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const names = clause.namedBindings
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly)
}

/** The path as the checks print it. */
export function describeImport(found: Import): string {
  return `${relative('.', found.file).replaceAll('\\', '/')}:${found.line} imports "${found.specifier}"`
}
