import type { Page } from 'playwright-core'

type Note = readonly [what: 'asked' | 'refused', at: number]

/** For `before`: records on the device when the client sends a request and when it learns of a refusal. The server cannot know what the page knew. */
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

/** The requests of a site's pages so far. */
export interface WatchedRequests {
  readonly asked: number
  /** Requests that were sent although a refusal had asked for a pause. */
  readonly tooSoon: number
}

/** Reads what {@link watchRequests} has noted in all pages of the site. */
export async function readWatchedRequests(page: Page, silenceMs: number): Promise<WatchedRequests> {
  const notes = JSON.parse((await page.evaluate(() => localStorage.getItem('watched'))) ?? '[]') as readonly Note[]
  const asked = notes.flatMap(([what, at], index) => (what === 'asked' ? [{ at, before: notes.slice(0, index) }] : []))
  const tooSoon = asked.filter(({ at, before }) => before.some(([what, earlier]) => what === 'refused' && at < earlier + silenceMs))
  return { asked: asked.length, tooSoon: tooSoon.length }
}
