import type { Sample } from './read-corpus.ts'

/** How a cleaner did on some lines. Shares are per cent. */
export interface Score {
  readonly lines: number
  /** Lines with an identifier that can be told from the string, and it survived. */
  readonly leak: number
  /** Lines with an identifier of any kind that survived. */
  readonly anyLeak: number
  /** Lines where something harmless was destroyed. */
  readonly over: number
  /** The same among lines that hold nothing but harmless words. */
  readonly overClean: number
  readonly throws: number
  readonly examples: readonly string[]
  /** By kind of value. */
  readonly kinds: ReadonlyMap<string, KindScore>
}

/** What happened to one line. */
export interface Verdict {
  readonly leaks: boolean
  readonly leaksAny: boolean
  readonly over: boolean
  /** The values that are still there. */
  readonly survived: Sample['values']
  /** The harmless words or leaves that are not. */
  readonly destroyed: readonly string[]
}

/** What happened to all values of one kind. */
export interface KindScore {
  readonly values: number
  readonly leaked: number
}

/** Compares a route with what went in. */
export function judgeRoute(sample: Sample, route: string): Verdict {
  const plain = route.replaceAll('[id]', ' ').toLowerCase()
  const tokens = plain.split(/[^a-z\d]/)
  // One or two characters are found in every word.
  const survives = (value: string) => (value.length < 4 ? tokens.includes(value.toLowerCase()) : plain.includes(value.toLowerCase()))
  const words = readWords(sample.template)
  const kept = new Map<string, number>()
  for (const segment of route.split('/')) kept.set(segment, (kept.get(segment) ?? 0) + 1)
  const destroyed = words.filter((word) => {
    const left = kept.get(word) ?? 0
    kept.set(word, left - 1)
    return left < 1
  })
  // A value that is also a word of the route proves nothing.
  const known = words.join('/').toLowerCase()
  return verdictOf(sample.values.filter(({ value }) => !known.includes(value.toLowerCase()) && survives(value)), destroyed)
}

/** Sums up what survived and what did not. */
export function verdictOf(survived: Sample['values'], destroyed: readonly string[]): Verdict {
  const leaks = survived.some(({ tier }) => tier === 'form')
  return { leaks, leaksAny: survived.some(({ tier }) => tier !== 'none'), over: destroyed.length > 0, survived, destroyed }
}

/** The segments that are nothing but words of the app. Hosts, queries and addresses without a route have none. */
function readWords(template: string): string[] {
  if (/^(?:blob|data|file|javascript|mailto|tel):/.test(template)) return []
  const path = template.replace(/^(?:[a-z]+:)?\/\/[^/]*/, '').replace(/\?[^#]*/, '')
  return path.split('/').filter((segment) => /^(?!\.{1,2}$)[\w.-]+$/.test(segment))
}

/** Cleans all samples and adds up. `clean` gets the text of a sample. */
export function scoreAll(samples: readonly Sample[], clean: (text: string, sample: Sample) => string, judge: (sample: Sample, result: string) => Verdict): Score {
  let [leak, anyLeak, over, overClean, throws] = [0, 0, 0, 0, 0]
  const examples: string[] = []
  const kinds = new Map<string, KindScore>()
  for (const sample of samples) {
    try {
      const result = clean(sample.text, sample)
      const verdict = judge(sample, result)
      countKinds(kinds, sample, verdict)
      leak += Number(verdict.leaks)
      anyLeak += Number(verdict.leaksAny)
      over += Number(verdict.over)
      overClean += Number(verdict.over && !sample.values.length)
      if (verdict.leaks || verdict.over) examples.push(`${verdict.leaks ? 'LEAK' : 'OVER'} ${sample.text} → ${result}`)
    } catch {
      throws++
    }
  }
  const identifying = samples.filter(({ values }) => values.some(({ tier }) => tier !== 'none'))
  const decidable = identifying.filter(({ values }) => values.some(({ tier }) => tier === 'form'))
  const share = (count: number, of: number) => (of ? (100 * count) / of : 0)
  return {
    lines: samples.length,
    leak: share(leak, decidable.length),
    anyLeak: share(anyLeak, identifying.length),
    over: share(over, samples.length),
    overClean: share(overClean, samples.filter(({ values }) => !values.length).length),
    throws,
    examples,
    kinds,
  }
}

function countKinds(kinds: Map<string, KindScore>, sample: Sample, { survived }: Verdict): void {
  for (const value of sample.values) {
    const name = value.tier === 'form' ? value.kind : `${value.kind} (${value.tier})`
    const { values, leaked } = kinds.get(name) ?? { values: 0, leaked: 0 }
    kinds.set(name, { values: values + 1, leaked: leaked + Number(survived.includes(value)) })
  }
}
