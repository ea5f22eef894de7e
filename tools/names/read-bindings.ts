import { type AnyNode, type Identifier, parse } from 'acorn'
import { full } from 'acorn-walk'
import { analyze, type Scope, type Variable } from 'eslint-scope'

/** A variable, or a property whose name ends with `_`: something that can have any name that no rival has. */
export interface Binding {
  readonly name: string
  /** Indexes of the bindings that need other names. */
  readonly rivals: readonly number[]
  /** Names that mean something else where this one is used. */
  readonly taken: ReadonlySet<string>
}

/** A name that stays, or the index of a binding. */
export type Word = string | number
/** Text that stays, one binding, or a member of an object, whose name is written once if its key and its value have the same. */
export type Piece = string | readonly [binding: number] | readonly [key: Word, value: Word]

/** A program whose names can be changed. */
export interface Program {
  readonly bindings: readonly Binding[]
  readonly pieces: readonly Piece[]
}

interface Place {
  readonly end: number
  readonly piece: Piece
}

/** Names of properties that only the modules of one package share. */
export const INTERNAL = /[a-zA-Z]_$/
const SYNTAX = { ecmaVersion: 2022, sourceType: 'script' } as const

/**
 * Reads the names of a script. Those outside functions stay, because other scripts see them.
 *
 * @throws If the code is not a script, or looks names up while it runs.
 */
export function readBindings(code: string): Program {
  const ast = parse(code, { ...SYNTAX, ranges: true })
  const { scopes, globalScope } = analyze(ast as never, SYNTAX)
  if (scopes.some((scope) => scope.upper && scope.dynamic)) throw new Error('The script looks names up while it runs (eval or with), so they cannot be changed.')
  const variables = groupVariables(scopes)
  const { keys, members } = readKeys(ast)
  const names = [...new Set(keys.map(({ name }) => name))]
  const internal = names.filter((name) => INTERNAL.test(name))

  const wordOf = new Map<number, number>()
  variables.forEach((group, index) => identifiersOf(group).forEach(({ start }) => wordOf.set(start, index)))
  const keyOf = ({ name }: Identifier): Word => (INTERNAL.test(name) ? variables.length + internal.indexOf(name) : name)
  const places = new Map<number, Place>()
  const add = (start: number, end: number, piece: Piece) => places.set(start, { end, piece })
  variables.forEach((group, index) => identifiersOf(group).forEach(({ start, end }) => add(start, end, [index])))
  for (const key of keys) {
    const word = keyOf(key)
    if (typeof word === 'number') add(key.start, key.end, [word])
  }
  for (const { key, value } of members) {
    places.delete(value.start)
    add(key.start, value.end, [keyOf(key), wordOf.get(value.start) ?? value.name])
  }

  const globals = new Set(globalScope?.through.map(({ identifier }) => (identifier as Identifier).name))
  const fixed = new Set(names.filter((name) => !INTERNAL.test(name)))
  const rivals = findRivals(variables)
  return {
    pieces: cut(code, places),
    bindings: [
      ...variables.map(([variable], index) => ({ name: variable?.name ?? '', rivals: rivals[index] ?? [], taken: globals })),
      // An object may have any of them.
      ...internal.map((name) => ({ name, rivals: internal.flatMap((other, index) => (other === name ? [] : [variables.length + index])), taken: fixed })),
    ],
  }
}

/** What has one name: a variable, or the two that the declaration of a class makes, one outside it and one inside. */
type Variables = readonly Variable[]

function groupVariables(scopes: readonly Scope[]): Variables[] {
  const groupOf = new Map<Identifier, Variable[]>()
  for (const variable of scopes.flatMap((scope) => (scope.upper ? scope.variables : []))) {
    const identifiers = identifiersOf([variable])
    const group = identifiers.map((identifier) => groupOf.get(identifier)).find((known) => known) ?? []
    group.push(variable)
    identifiers.forEach((identifier) => groupOf.set(identifier, group))
  }
  // What declares nothing, such as "arguments", keeps its name.
  return [...new Set(groupOf.values())].filter((group) => group.some(({ defs }) => defs.length > 0))
}

/** Where variables are declared or used. */
function identifiersOf(variables: Variables): Identifier[] {
  return [...new Set(variables.flatMap(({ identifiers, references }) => [...identifiers, ...references.map(({ identifier }) => identifier)]))] as unknown as Identifier[]
}

interface Keys {
  /** Each property name in the code. */
  readonly keys: Identifier[]
  /** The members of objects whose value is a name. */
  readonly members: { readonly key: Identifier; readonly value: Identifier }[]
}

function readKeys(ast: AnyNode): Keys {
  const found = new Map<number, Identifier>()
  const members = new Map<number, Keys['members'][number]>()
  const add = (key: AnyNode, isComputed: boolean) => {
    if (isComputed || key.type !== 'Identifier') return false
    found.set(key.start, key)
    return true
  }
  full(ast, (node) => {
    const any = node as AnyNode
    if (any.type === 'MemberExpression') add(any.property, any.computed)
    else if (any.type === 'MethodDefinition' || any.type === 'PropertyDefinition') add(any.key, any.computed)
    else if (any.type === 'ObjectExpression' || any.type === 'ObjectPattern')
      for (const property of any.properties) {
        if (property.type !== 'Property' || !add(property.key, property.computed)) continue
        const value: AnyNode = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
        if (value.type === 'Identifier' && property.kind === 'init') members.set(property.start, { key: property.key as Identifier, value })
      }
  })
  return { keys: [...found.values()], members: [...members.values()] }
}

/** Two variables are rivals if one of them is declared in a scope through which the other is seen. */
function findRivals(groups: readonly Variables[]): number[][] {
  const declaredIn = new Map<Scope, number[]>()
  groups.forEach((variables, index) => variables.forEach(({ scope }) => declaredIn.set(scope, [...(declaredIn.get(scope) ?? []), index])))
  const rivals = groups.map(() => new Set<number>())
  groups.forEach((variables, index) => {
    for (const scope of variables.flatMap(scopesOf))
      for (const other of declaredIn.get(scope) ?? []) {
        if (other === index) continue
        rivals[index]?.add(other)
        rivals[other]?.add(index)
      }
  })
  return rivals.map((set) => [...set])
}

function scopesOf({ scope, references }: Variable): Scope[] {
  const scopes = new Set([scope])
  for (const { from } of references) for (let at: Scope | null = from; at && at !== scope; at = at.upper) scopes.add(at)
  return [...scopes]
}

function cut(code: string, places: ReadonlyMap<number, Place>): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [start, { end, piece }] of [...places].sort(([one], [other]) => one - other)) {
    pieces.push(code.slice(at, start), piece)
    at = end
  }
  return [...pieces, code.slice(at)]
}
