/** A client under measurement. Its code sets `window.client`; every event has the name `ev_<n>`. */
export interface BenchClient {
  readonly name: string
  /** TypeScript, bundled and minified as a user's build would do. */
  readonly code: string
}

const REFERENCE = `
  const queue = []
  let timer
  const send = () => {
    timer = undefined
    if (queue.length) navigator.sendBeacon('/sink', JSON.stringify(queue.splice(0)))
  }
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && send())
  addEventListener('pagehide', send)
  window.client = {
    init() {},
    track(name, metadata) {
      queue.push({ type: 'action', name, page: location.pathname, metadata, at: Date.now() })
      if (queue.length >= 200) send()
      timer ??= setTimeout(send, 1000)
    },
  }`

// One request for each event at once, as the script-tag trackers do; the shape of their bodies re-expressed.
const ONE_EACH = `
  window.client = {
    init() {},
    track(name, data) {
      const { hostname, pathname, search } = location
      const payload = { website: 'site', hostname, language: navigator.language, referrer: document.referrer, screen: screen.width + 'x' + screen.height, title: document.title, url: pathname + search, name, data }
      fetch('/sink', { keepalive: true, method: 'POST', body: JSON.stringify({ type: 'event', payload }), headers: { 'Content-Type': 'application/json' }, credentials: 'omit' }).catch(() => {})
    },
  }`

/** Ours, the least possible client, and the peers that exist as packages. */
export const CLIENTS: readonly BenchClient[] = [
  { name: 'reference: queue + beacon', code: REFERENCE },
  {
    name: 'parel',
    code: `
      import { createTelemetry } from '@parel/telemetry-browser'
      let telemetry
      window.client = {
        init() { telemetry = createTelemetry({ endpoint: '/sink', enabled: true, allowBots: true, flushIntervalMs: 1000 }) },
        track(name, metadata) { telemetry.trackAction(name, undefined, undefined, metadata) },
      }`,
  },
  { name: 'one request per event', code: ONE_EACH },
  {
    name: 'plausible 0.4.6',
    code: `
      import { init, track } from '@plausible-analytics/tracker'
      window.client = {
        init() { init({ domain: 'site.example', endpoint: '/sink', autoCapturePageviews: false, captureOnLocalhost: true, logging: false }) },
        track(name, props) { track(name, { props }) },
      }`,
  },
  {
    name: 'axiom-js 2.0.0',
    code: `
      import { Axiom } from '@axiomhq/js'
      let axiom
      window.client = {
        init() { axiom = new Axiom({ token: 'x', url: location.origin, onError() {} }) },
        track(name, metadata) { axiom.ingest('set', { name, page: location.pathname, metadata }) },
      }`,
  },
]
