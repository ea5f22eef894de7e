import type { ServerResponse } from 'node:http'

/** Milliseconds without a byte after which node looks at what waits; it looks once more when the last byte was written in between. */
const stuckMs = 5000

/**
 * Ends the connection of a client that takes nothing of its answer for so long: it holds memory and a place. To be called when an answer was written, or
 * begins. Nothing is done where the system has taken all of it already, which is the usual case.
 */
export function watchReader(response: ServerResponse, { isWhole, timeoutMs = stuckMs }: { readonly isWhole: boolean; readonly timeoutMs?: number }): void {
  if (isWhole && response.socket?.writableLength === 0) return
  // Nothing came or went for a while: usual where a live view is quiet.
  response.setTimeout(timeoutMs, () => {
    if (response.socket !== null && response.socket.writableLength > 0) response.socket.destroy()
  })
}
