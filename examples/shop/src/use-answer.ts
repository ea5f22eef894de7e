import { useEffect, useState } from 'react'

/** What became of a request. */
export type Answer<Value> = { readonly state: 'loading' } | { readonly state: 'failed' } | { readonly state: 'ready'; readonly value: Value }

/** Fetches JSON with the page's own `fetch`, which is what the telemetry watches; nothing here knows about it. */
export function useAnswer<Value>(address: string): Answer<Value> {
  const [answer, setAnswer] = useState<{ readonly address: string; readonly answer: Answer<Value> }>()
  useEffect(() => {
    const abort = new AbortController()
    readJson<Value>(address, abort.signal).then(
      (value) => setAnswer({ address, answer: { state: 'ready', value } }),
      () => !abort.signal.aborted && setAnswer({ address, answer: { state: 'failed' } }),
    )
    return () => abort.abort()
  }, [address])
  return answer?.address === address ? answer.answer : { state: 'loading' }
}

async function readJson<Value>(address: string, signal: AbortSignal): Promise<Value> {
  const response = await fetch(address, { signal })
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
  return body as Value
}
