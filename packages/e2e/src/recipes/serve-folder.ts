import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { claimPort } from '../claim-port.ts'

const TYPES = new Map([['.js', 'text/javascript'], ['.css', 'text/css'], ['.html', 'text/html; charset=utf-8']])

/** Serves the files of a folder; every address without one is the app's own, so it gets `index.html`. */
export async function serveFolder(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?', 1)[0] ?? '/'))
    const name = extname(path) ? path : 'index.html'
    response.setHeader('content-type', TYPES.get(extname(name)) ?? 'application/octet-stream')
    response.end(await readFile(join(folder, name)).catch(() => 'Not found'))
  })
  const port = await claimPort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
