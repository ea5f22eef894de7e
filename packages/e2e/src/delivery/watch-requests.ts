import type { Page } from 'playwright-core'

type Note = readonly [what: 'asked' | 'refused', at: number]

/** For `before`: notes on the device when the client asks the collector, and when it learns of a refusal. The collector itself cannot tell what the page knew. */
export function watchRequests(): void {
  const { fetch } = window
  const note = (what: Note[0]) => localStorage.setItem('watched', JSON.stringify([...(JSON.parse(localStorage.getItem('watched') ?? '[]') as Note[]), [what, Date.now()]]))
  window.fetch = async (...given) => {
    note('asked')
    const answer = await fetch(...given)
    if (answer.status >= 400) note('refused')
    return answer
  }
}

/** What the pages of a site have asked for so far. */
export interface WatchedRequests {
  readonly asked: number
  /** Those that left although a refusal had asked for silence. */
  readonly tooSoon: number
}

/** Reads what {@link watchRequests} has noted in all pages of the site. */
export async function readWatchedRequests(page: Page, silenceMs: number): Promise<WatchedRequests> {
  const notes = JSON.parse((await page.evaluate(() => localStorage.getItem('watched'))) ?? '[]') as readonly Note[]
  const asked = notes.flatMap(([what, at], index) => (what === 'asked' ? [{ at, before: notes.slice(0, index) }] : []))
  const tooSoon = asked.filter(({ at, before }) => before.some(([what, earlier]) => what === 'refused' && at < earlier + silenceMs))
  return { asked: asked.length, tooSoon: tooSoon.length }
}
