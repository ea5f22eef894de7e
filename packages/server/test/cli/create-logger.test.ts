import { describe, expect, it } from 'vitest'
import { createLogger } from '../../src/cli/create-logger'

const now = () => Date.UTC(2025, 9, 13, 16)
const hostile = 'a\r\nb\u001B[31m{"level":"error"}\u0000'

function collect(isTerminal: boolean) {
  const lines: string[] = []
  return { lines, logger: createLogger({ level: 'info', now, write: (line) => lines.push(line), isTerminal }) }
}

describe('the log', () => {
  it('is one JSON object a line, whatever is in it', () => {
    const { lines, logger } = collect(false)
    logger.debug('not shown')
    logger.warn(hostile, { reason: hostile, pending: 2 })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/\p{Cc}/u)
    expect(JSON.parse(lines[0] ?? '')).toEqual({ time: '2025-10-13T16:00:00.000Z', level: 'warn', message: hostile, reason: hostile, pending: 2 })
  })

  it('is a short line for people, without control characters', () => {
    const { lines, logger } = collect(true)
    logger.info('listening', { port: 3300 })
    logger.error(hostile)
    expect(lines[0]).toBe('16:00:00 info  listening port=3300')
    expect(lines[1]).not.toMatch(/\p{Cc}/u)
  })
})
