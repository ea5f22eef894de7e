/** The one line of a terminal that progress is drawn on. */
export interface ProgressLine {
  /** Writes over what was drawn before. */
  draw(text: string): void
  /** Leaves the line empty, so that a message does not begin behind a bar. */
  clear(): void
}

/** What {@link createProgressLine} draws on. */
export interface ProgressLineOptions {
  readonly isTerminal: boolean
  /** Width of the terminal, when it is known. */
  readonly columns: () => number | undefined
  readonly write: (text: string) => void
}

/** Creates the line. A text wider than the terminal is cut, because a line that breaks cannot be written over. */
export function createProgressLine({ isTerminal, columns, write }: ProgressLineOptions): ProgressLine {
  let isDrawn = false
  const draw = (text: string) => {
    if (!isTerminal || (text === '' && !isDrawn)) return
    isDrawn = text !== ''
    // Back to the beginning of the line, and clear it.
    write(`\r\u001B[K${text.slice(0, Math.max(0, (columns() || 80) - 1))}`)
  }
  return { draw, clear: () => draw('') }
}
