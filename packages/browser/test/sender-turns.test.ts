import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTransport } from '../src/transport'
import { createClock, settle } from './fakes'
import { createTestSegment, startSender } from './start-sender'

// Otherwise a segment that a sender still compresses when its test ends would be handed to the browser of the next test.
const ends: (() => void)[] = []
afterEach(() => {
  ends.splice(0).forEach((end) => end())
  vi.unstubAllGlobals()
})

/** A sender with a real transport. The network answers when the test says so; `held` is what the browser holds for the time after the page. */
function start() {
  const handed: { readonly first: number; readonly signal: AbortSignal }[] = []
  const readFirst = ({ body }: RequestInit) => (JSON.parse(String(body)) as { s0: number }).s0
  vi.stubGlobal('fetchLater', (_url: string, init: RequestInit) => handed.push({ first: readFirst(init), signal: init.signal as AbortSignal }))
  const sent: number[] = []
  const answers: ((response: Response) => void)[] = []
  const fetch: typeof globalThis.fetch = (_input, init = {}) => {
    sent.push(readFirst(init))
    return new Promise((resolve) => answers.push(resolve))
  }
  const { sender, lost } = startSender([], { transport_: createTransport({ endpoint_: 'https://stats.example/t?', options_: {}, fetch_: fetch, now_: createClock().now_ }) })
  ends.push(() => sender.stop_(true))
  const now = createClock().now_()
  for (const first of [0, 2, 4, 6]) void sender.add_(createTestSegment(first, 2, now))
  const answer = async (response: Response) => {
    answers.shift()?.(response)
    await settle()
  }
  return { sender, sent, lost, answer, held: () => handed.filter(({ signal }) => !signal.aborted).map(({ first }) => first) }
}

const accepted = () => Response.json({ success: true })
const refused = (status: number) => new Response(null, { status, headers: { 'Retry-After': '30' } })

describe('a segment that waits because two requests are in flight', () => {
  it('is handed to the browser, because a page that crashes or is closed while it is busy fires no event', () => {
    const { sent, held } = start()
    expect([sent, held()]).toEqual([[0, 2], [4, 6]])
  })

  it('is cancelled there when its turn comes', async () => {
    const { sent, held, answer } = start()
    await answer(accepted())
    expect([sent, held()]).toEqual([[0, 2, 4], [6]])
  })

  it('is handed over once, however the page is left', () => {
    const { sender, sent, held } = start()
    sender.exit_(true)
    sender.exit_(false)
    // The newest first.
    expect([sent, held()]).toEqual([[0, 2], [6, 4]])
  })

  it('is sent immediately when the page is hidden, because the browser itself may end', () => {
    const { sender, sent, held } = start()
    sender.exit_(false)
    expect([sent, held()]).toEqual([[0, 2, 6, 4], []])
  })

  it('is cancelled where the server has asked for a pause when the page is left', async () => {
    const { sender, sent, held, answer } = start()
    await answer(refused(503))
    sender.exit_(true)
    expect([sent, held()]).toEqual([[0, 2], []])
  })

  it('is not handed over while the server asks for a pause', async () => {
    const { sender, held, answer } = start()
    await answer(refused(503))
    void sender.add_(createTestSegment(8, 2, createClock().now_()))
    expect(held()).not.toContain(8)
  })

  it.each([
    ['the server refuses all', async ({ answer }: ReturnType<typeof start>) => answer(refused(401))],
    ['the visitor does', ({ sender }: ReturnType<typeof start>) => sender.stop_(true)],
  ])('is cancelled when %s', async (_name, end) => {
    const started = start()
    await end(started)
    expect(started.held()).toEqual([])
  })

  it('is cancelled when it is dropped, so that nothing counts as lost and still arrives', () => {
    const { sender, lost, held } = start()
    void sender.add_(createTestSegment(10_000, 19_996, createClock().now_()))
    expect([lost, held().filter((first) => first < 10_000)]).toEqual([{ overflow: 4 }, []])
  })
})
