// Run by check-client.ts in workerd: a client for each request, whose delivery outlives the answer.
import { trackLater, visitCollector } from './client-visit.ts'

// oxlint-disable-next-line import/no-default-export -- Workers are found by it.
export default {
  async fetch(request: Request, _env: unknown, context: { waitUntil(work: Promise<unknown>): void }): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const address = searchParams.get('to') ?? ''
    if (pathname === '/visit') return Response.json(await visitCollector(address))
    context.waitUntil(trackLater(address))
    return new Response()
  },
}
