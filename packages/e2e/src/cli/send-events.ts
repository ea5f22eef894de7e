/** Records events over HTTP; says how many were acknowledged. */
export async function sendEvents(url: string, events: readonly Readonly<Record<string, unknown>>[]): Promise<number> {
  const response = await fetch(`${url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) })
  const answer = (await response.json()) as { readonly accepted?: number }
  if (response.status !== 200) throw new Error(`The server answered ${response.status}: ${JSON.stringify(answer)}`)
  return answer.accepted ?? 0
}

/** Page views of the guide's page. */
export function pageViews(count: number): readonly Readonly<Record<string, unknown>>[] {
  return Array.from({ length: count }, () => ({ type: 'page_view', page: '/dashboard' }))
}
