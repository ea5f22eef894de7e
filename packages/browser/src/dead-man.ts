import type { Segments } from './segments'
import type { Transport } from './transport'

/** A copy of the open tail that the browser sends when this page can no longer do so. */
export interface DeadMan {
  /** Replaces the copy by one of the tail as it is now. */
  cover(): void
  takeBack(): void
}

const MAX_COVER_CHARS = 16 * 1024

export function createDeadMan(transport: Pick<Transport, 'later'>, segments: Pick<Segments, 'peek' | 'size'>): DeadMan {
  let uncover: (() => void) | null = null
  const takeBack = () => {
    uncover?.()
    uncover = null
  }
  return {
    takeBack,
    cover() {
      takeBack()
      const body = segments.peek()
      if (segments.size() && body.length <= MAX_COVER_CHARS) uncover = transport.later(body)
    },
  }
}
