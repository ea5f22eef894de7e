import ts from 'typescript'
import { expect, it } from 'vitest'
import { prepareApp } from './prepare-app'

const { folder, makeApp, init, listFiles } = prepareApp()

// Neither the frameworks nor the libraries of TypeScript are there: these lines stand for the types that give our functions theirs.
const FRAMEWORKS = `type Callback = (...given: any[]) => any
declare module 'astro' { export type APIRoute = Callback }
declare module '@sveltejs/kit/hooks' { export type Handle = Callback }
declare module '@tanstack/react-router' { export function createFileRoute(path: string): (options: { server: { handlers: { ANY: Callback } } }) => any }
declare const defineNuxtPlugin: (plugin: (app: { hook(name: string, then: Callback): void }) => void) => any
declare const useRouter: () => { afterEach(then: Callback): void, isReady: any, currentRoute: any }
`
const STRICT: ts.CompilerOptions = { strict: true, noResolve: true, noLib: true, jsx: ts.JsxEmit.Preserve, types: [] }
const isImplicitAny = ({ code }: ts.Diagnostic) => code >= 7000 && code < 7100

it.each(['next', '@react-router/dev', '@tanstack/react-start', '@sveltejs/kit', 'nuxt', 'astro'])('what it writes into an app with %s leaves no parameter without a type', async (name) => {
  makeApp([name], { 'frameworks.d.ts': FRAMEWORKS })
  await init()
  const paths = listFiles().filter((path) => /\.tsx?$/.test(path))
  const diagnostics = ts.createProgram(paths.map(folder), STRICT).getSemanticDiagnostics()
  const told = diagnostics.filter(isImplicitAny).map(({ file, messageText }) => `${paths.find((path) => folder(path) === file?.fileName) ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
  expect(paths.length).toBeGreaterThan(2)
  expect(told).toEqual([])
})
