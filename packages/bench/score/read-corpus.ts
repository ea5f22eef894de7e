import { readFileSync } from 'node:fs'
import { findParameter, type Tier } from './parameters.ts'
import { createRandom, hashText } from './random.ts'

/** `dev` may be looked at while tuning; of `held-out` only totals are printed. */
export type Part = 'dev' | 'held-out'

/** One line of the corpus with its places filled in. */
export interface Sample {
  /** The file it stands in. */
  readonly file: string
  readonly app: string
  readonly part: Part
  /** The line as it stands in the corpus. */
  readonly template: string
  readonly text: string
  /** What was filled in, in order. */
  readonly values: readonly { readonly kind: string; readonly tier: Tier; readonly value: string }[]
}

const COPIES = 4

const FILES = {
  routes: ['routes.txt', 'routes-public.txt', 'routes-field.txt', 'routes-wild.txt', 'routes-blind.txt', 'routes-found.txt', 'routes-late.txt', 'routes-main.txt', 'routes-common.txt', 'routes-fresh.txt', 'routes-next.txt', 'routes-real.txt', 'routes-daily.txt', 'routes-broad.txt', 'routes-open.txt', 'routes-plain.txt', 'routes-guest.txt', 'routes-visitor.txt', 'routes-stranger.txt', 'routes-caller.txt'],
  metadata: ['metadata.txt', 'metadata-public.txt', 'metadata-field.txt', 'metadata-blind.txt', 'metadata-found.txt', 'metadata-late.txt', 'metadata-main.txt', 'metadata-common.txt', 'metadata-fresh.txt', 'metadata-next.txt', 'metadata-real.txt', 'metadata-daily.txt', 'metadata-broad.txt', 'metadata-open.txt', 'metadata-plain.txt', 'metadata-guest.txt', 'metadata-visitor.txt', 'metadata-stranger.txt', 'metadata-caller.txt'],
  /** What other systems write to logs and queues: beyond what events of an app hold, to see how far the rules reach. */
  messages: ['messages-wild.txt'],
} as const

export type CorpusKind = keyof typeof FILES

/** Reads the corpus files of a kind: `## app`, then one line each. A whole app belongs to one part, so that no app is half known. */
export function readCorpus(kind: CorpusKind): readonly Sample[] {
  const samples: Sample[] = []
  for (const name of FILES[kind]) {
    let app = ''
    for (const line of readFileSync(new URL(`corpus/${name}`, import.meta.url), 'utf8').split('\n')) {
      if (line.startsWith('## ')) app = line.slice(3)
      else if (line && !line.startsWith('# ')) samples.push(...fill({ file: name, app, part: partOf(name, app) }, line, kind === 'routes' ? 'route' : 'metadata'))
    }
  }
  return samples
}

/** The static routes of every app, for the runs with declared routes. */
export function readRouteTables(): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>()
  for (const { app, template } of readCorpus('routes')) tables.set(app, [...(tables.get(app) ?? []), template.replace(/^\/#/, '')])
  return tables
}

// Of the field, wild, blind, found, late, main, common, fresh, next, real, daily, broad, open, plain, guest, visitor, stranger and caller files, whose lines were marked before the rules had seen them, two thirds may be looked at.
function partOf(file: string, app: string): Part {
  const isDev = /-(?:field|wild|blind|found|late|main|common|fresh|next|real|daily|broad|open|plain|guest|visitor|stranger|caller)\./.test(file) ? hashText(`field ${app}`) % 3 : hashText(`part of ${app}`) % 2
  return isDev ? 'dev' : 'held-out'
}

function fill(origin: Pick<Sample, 'file' | 'app' | 'part'>, template: string, place: 'route' | 'metadata'): Sample[] {
  const copies = /\{#?[a-z][\w-]*\}/.test(template) ? COPIES : 1
  return Array.from({ length: copies }, (_, copy) => {
    const random = createRandom(hashText(`${origin.app} ${template} ${copy}`))
    const values: { kind: string; tier: Tier; value: string }[] = []
    const text = template.replace(/\{([a-z][\w-]*)\}|"\{#([a-z][\w-]*)\}"/g, (_match, textKind: string | undefined, numberKind = '') => {
      const kind = textKind ?? numberKind
      const { tier, make } = findParameter(kind, place)
      // A number in JSON does not begin with zero.
      const value = textKind ? make(random) : make(random).replace(/^0/, '1')
      values.push({ kind, tier, value })
      if (numberKind) return value
      return place === 'metadata' ? JSON.stringify(value).slice(1, -1) : encodeRoute(value)
    })
    return { ...origin, template, text, values }
  })
}

// As a browser would show it in `location.pathname`.
function encodeRoute(value: string): string {
  return /^[\w\-.~!$&'()*+,;=:@%]*$/.test(value) ? value : encodeURIComponent(value)
}
