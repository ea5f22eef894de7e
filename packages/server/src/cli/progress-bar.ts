const WIDTH = 24

/** A bar that shows how far a long command is; on a terminal only. */
export interface ProgressBar {
  move(done: number): void
  end(): void
}

/** Draws through `draw`, which writes over the line; nothing is drawn twice. */
export function progressBar(draw: (text: string) => void, { total, unit }: { readonly total: number; readonly unit: string }): ProgressBar {
  let shown = ''
  return {
    move(done) {
      // The size of a pipe is unknown.
      if (total === 0) return
      const share = Math.min(1, done / total)
      const text = `${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')} ${Math.floor(share * 100)}% of ${total} ${unit}${total === 1 ? '' : 's'}`
      if (text !== shown) draw(text)
      shown = text
    },
    end: () => draw(''),
  }
}
