import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A `ts` or `tsx` block of a page or of a doc comment. */
export interface Example {
  readonly file: string
  /** Line of its first line of code. */
  readonly line: number
  readonly language: 'ts' | 'tsx'
  readonly code: string
}

const FENCE = /^```(ts|tsx)\n([\s\S]*?)^```/gm

/** What modules export, by the name they are imported by; the first one that exports a name gives it. */
export type Exports = readonly (readonly [module: string, names: readonly string[]])[]

/** All blocks of a Markdown page, or of the doc comments of a source file. */
export function readExamples(root: string, file: string): readonly Example[] {
  const text = readFileSync(join(root, file), 'utf8')
  // Outside of doc comments nothing of a source file counts; lines stay where they are, so that a failure can name them.
  const page = file.endsWith('.md') ? text : keepDocComments(text)
  return [...page.matchAll(FENCE)].map((match) => ({
    file,
    line: page.slice(0, match.index).split('\n').length + 1,
    language: match[1] === 'tsx' ? 'tsx' : 'ts',
    code: match[2] ?? '',
  }))
}

function keepDocComments(text: string): string {
  let isInside = false
  return text
    .split('\n')
    .map((line) => {
      if (/^\s*\/\*\*/.test(line)) isInside = true
      const kept = isInside ? line.replace(/^\s*\/?\*{1,2}\/? ?/, '') : ''
      if (line.includes('*/')) isInside = false
      return kept
    })
    .join('\n')
}

/** True when the example says what comes out: `// => value` below an expression. */
export function statesResults({ code }: Example): boolean {
  return /^\s*\/\/ => /m.test(code)
}

/** Names that a source file exports. */
export function listExports(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w{1,80})/gm)].map((match) => match[1] ?? '')
}

/**
 * The example as a module that exports `results`: pairs of what came out and what the example says. Names that it uses without
 * importing them, as doc comments do, are imported from the first module that exports them.
 */
export function toModule(example: Example, exportsByModule: Exports): string {
  const source = ts.createSourceFile('example.tsx', example.code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX)
  const body = source.statements.map((statement) => toStatement(statement, example.code)).join('\n')
  return `${importMissing(source, exportsByModule)}\nexport const results = []\n${body}\n`
}

function toStatement(statement: ts.Statement, code: string): string {
  const stated = /^\s*\/\/ => (.+)/.exec(code.slice(statement.getEnd()))?.[1]
  if (!stated) return statement.getText()
  if (ts.isExpressionStatement(statement)) return `results.push([${statement.expression.getText()}, (${stated})])`
  const name = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.name.getText() : undefined
  return `${statement.getText()}\nresults.push([${name}, (${stated})])`
}

function importMissing(source: ts.SourceFile, exportsByModule: Exports): string {
  const used = new Set<string>()
  const declared = new Set<string>()
  visit(source)
  return exportsByModule
    .map(([name, exported]) => [name, exported.filter(take)] as const)
    .filter(([, words]) => words.length > 0)
    .map(([name, words]) => `import { ${words.join(', ')} } from ${JSON.stringify(name)}`)
    .join('\n')

  function take(word: string): boolean {
    if (!used.has(word) || declared.has(word)) return false
    declared.add(word)
    return true
  }

  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node)) used.add(node.text)
    const isDeclaration = ts.isImportSpecifier(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node) || ts.isParameter(node)
    if (isDeclaration && node.name) declared.add(node.name.getText())
    ts.forEachChild(node, visit)
  }
}

// A doc comment means what the reader has: a client, a router, components. Their names are not declared, and what follows from them has no type.
const UNKNOWN_NAME = [2304, 2552, 7006, 7031, 18004]

/** Messages of the compiler about examples of doc comments: what they use of the package is used as its types demand. */
export function compileComments(root: string, examples: readonly Example[], exportsOf: (example: Example) => Exports): readonly string[] {
  const complete = examples.map((example) => {
    const source = ts.createSourceFile('example.tsx', example.code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX)
    const body = source.statements.some(ts.isReturnStatement) ? `export function Example() {\n${example.code}}` : example.code
    // On the lines of the example itself, so that a message names the right one.
    return { ...example, language: 'tsx' as const, code: `export {}; ${importMissing(source, exportsOf(example)).replaceAll('\n', '; ')}; ${body}` }
  })
  return compileExamples(root, complete, UNKNOWN_NAME)
}

/** Messages of the compiler about examples that stand on their own, compiled as if they were files of a package that has all of ours. */
export function compileExamples(root: string, examples: readonly Example[], ignoredCodes: readonly number[] = []): readonly string[] {
  const folder = join(root, 'packages/e2e/src')
  const files = new Map(examples.map((example, index) => [join(folder, `example-${index}.${example.language}`), example]))
  const options: ts.CompilerOptions = {
    strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true, types: ['node'], allowImportingTsExtensions: true, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, jsx: ts.JsxEmit.ReactJSX,
    moduleDetection: ts.ModuleDetectionKind.Force, typeRoots: [join(root, 'packages/e2e/node_modules/@types')],
    paths: { react: [join(root, 'packages/react/node_modules/@types/react')], 'react/*': [join(root, 'packages/react/node_modules/@types/react/*')] },
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name)?.code ?? readFile(name)
  host.getSourceFile = (name, target) => {
    const example = files.get(name)
    return example ? ts.createSourceFile(name, example.code, target) : getSourceFile(name, target)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return [...files].flatMap(([name, { file, line }]) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).filter(({ code }) => !ignoredCodes.includes(code)).map(({ messageText, start = 0, file: source }) => {
      const offset = source?.getLineAndCharacterOfPosition(start).line ?? 0
      return `${file}:${line + offset} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    }),
  )
}
