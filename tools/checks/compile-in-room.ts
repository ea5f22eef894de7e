import { dirname, join } from 'node:path'
import ts from 'typescript'

/** Compiles one line as if it were in the package's `src`, with the package's own settings. Returns the messages of the compiler. */
export function compileInRoom(root: string, room: string, line: string): readonly string[] {
  const settings = join(root, 'packages', room, 'tsconfig.json')
  const { config } = ts.readConfigFile(settings, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['src/index.ts'] }, ts.sys, dirname(settings))
  const file = join(dirname(settings), 'src/a-line-of-a-test.ts')
  const host = ts.createCompilerHost(options)
  const readSource = host.getSourceFile.bind(host)
  host.getSourceFile = (name, target) => (name === file ? ts.createSourceFile(name, line, target) : readSource(name, target))
  const program = ts.createProgram([file], options, host)
  const source = program.getSourceFile(file)
  return program.getSemanticDiagnostics(source).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
