import { describe, expect, it } from 'vitest'
import { prepareSite } from '../../src/delivery/prepare-site.ts'
import { catchTimers } from '../../src/delivery/site.ts'

/** What these pages have as globals beside the client. */
interface Probe {
  /** Whatever reached the page: exceptions, and rejections that nobody handles. */
  readonly faults: string[]
  /** What no option and no parameter is meant to be. */
  readonly bad: readonly unknown[]
  /** Runs a step and notes what it throws or rejects with. */
  probe(label: string, step: () => unknown): Promise<void>
}

function installProbe(): void {
  const faults: string[] = []
  const hostile = new Proxy({}, { get: () => { throw new Error('hostile') } })
  const throwing = () => { throw new Error('throwing') }
  const probe: Probe['probe'] = async (label, step) => {
    try {
      await step()
    } catch (error) {
      faults.push(`${label}: ${String(error)}`)
    }
  }
  addEventListener('error', ({ message }) => faults.push(message))
  addEventListener('unhandledrejection', ({ reason }) => faults.push(String(reason)))
  Object.assign(window, { faults, probe, bad: [undefined, null, 0, -1, Number.NaN, 'http://[', {}, [], true, Symbol('x'), 1n, throwing, hostile] })
}

const OPTIONS = [
  'endpoint', 'enabled', 'runtime', 'capture', 'platform', 'storage', 'persistence', 'exit', 'requireConsent', 'respectSignals', 'allowBots', 'sampleRate',
  'flushIntervalMs', 'maxBatchEvents', 'requestTimeoutMs', 'sessionIdleMs', 'sessionMaxMs', 'context', 'beforeSend', 'debug', 'routes', 'strict', 'allow', 'deny', 'events',
]

const ATTRIBUTES = [
  'auto', 'domains', 'routes', 'strict', 'respect-dnt', 'consent', 'storage', 'persistence', 'exit', 'sample', 'flush', 'debug', 'tag', 'spa', 'search', 'exclude', 'api-calls', 'errors', 'clicks', 'plausible',
]

const here = prepareSite()

describe('what an app may get wrong', () => {
  it.each([
    ['an option', OPTIONS],
    ['all options', [null]],
  ])('never comes back to its page as an exception: %s', async (_name, options) => {
    // Takes all of it unread: these are hundreds of clients.
    here.site.server.behave({ status: 204, body: 'taken' })
    const page = await here.chromium.newPage('about:blank')
    await page.addInitScript(catchTimers)
    await page.addInitScript(installProbe)
    await page.goto(here.site.server.url)
    const faults = await page.evaluate(async (names) => {
      const { bad, faults, probe } = window as unknown as Probe
      const useClient = async (client: Window['t'], isWithdrawn: boolean) => {
        for (let event = 0; event < 3; event++) client.trackAction(`a${event}`, '/a', undefined, { plan: 'pro' })
        window.runTimers()
        await client.flush()
        // Breaks off what may still be under way.
        if (isWithdrawn) client.setConsent(false)
        await client.shutdown()
      }
      const misuse = (name: string | null, value: unknown, index: number) =>
        probe(`${name} = bad ${index}`, () => {
          const given = name ? { endpoint: '/api/telemetry', enabled: true, allowBots: true, [name]: value } : value
          return useClient(window.ParelTelemetry.createTelemetry(given as never), index % 2 > 0)
        })
      await Promise.all(names.flatMap((name) => bad.map((value, index) => misuse(name, value, index))))
      await fetch('/api/barrier')
      window.runTimers()
      return faults
    }, options)
    expect(faults).toEqual([])
  })

  it('never comes back to its page as an exception: a parameter', async () => {
    const page = await here.chromium.newPage('about:blank')
    await page.addInitScript(installProbe)
    await page.goto(here.site.server.url)
    const faults = await page.evaluate(async () => {
      const { bad, faults, probe } = window as unknown as Probe
      const client = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true })
      const wrap = (value: unknown) => [value, { type: 'action', action: value, page: value, metadata: value }, [value, { type: 'action', action: 'a', metadata: { value } }]]
      for (const name of Object.keys(client).filter((key) => !/^(?:optOut|shutdown|setConsent)$/.test(key)) as (keyof typeof client)[]) {
        bad.flatMap(wrap).forEach((value, index) => void probe(`${name}(bad ${index})`, () => (client[name] as (...call: unknown[]) => unknown)(value, value, value, value)))
      }
      client.trackAction('sound')
      await client.flush()
      return faults
    })
    expect(faults).toEqual([])
    expect(await here.site.server.actions('sound')).toHaveLength(1)
  })

  it('never comes back to its page as an exception: a script tag', async () => {
    const tag = (instance: string, others: string) => `<script src="/parel.js" data-enabled="true" data-allow-bots="true" data-instance="${instance}" ${others}></script>`
    const set = (names: readonly string[], value: string) => names.map((name) => `data-${name}="${value}"`).join(' ')
    const tags = ['', 'http://[', '-1', 'NaN', '__proto__', '%', ','].flatMap((value, index) => [tag(`all${index}`, set(ATTRIBUTES, value)), tag(`endpoint${index}`, set(['endpoint'], value))])
    await here.reopen({ html: () => `<!doctype html>${tags.join('')}${tag('sound', '')}` })
    const page = await here.chromium.newPage('about:blank')
    await page.addInitScript(installProbe)
    await page.goto(here.site.server.url)
    const faults = await page.evaluate(async () => {
      const { faults, probe } = window as unknown as Probe
      const { instances } = window.parel
      await Promise.all(Object.entries(instances).map(([name, client]) => probe(name, () => client.batchTrackEvents([{ type: 'action', action: name }]))))
      return faults
    })
    expect(faults).toEqual([])
    expect(await here.site.server.actions('sound')).toHaveLength(1)
  })
})
