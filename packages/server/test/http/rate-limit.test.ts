import { describe, expect, it, vi } from 'vitest'
import { createRateLimiter } from '../../src/http/rate-limit'
import type { Secrets } from '../../src/http/secrets'

const hourMs = 3_600_000

/** Keys that can be told apart, and every text that was hashed. */
function watch(digest: (text: string) => string) {
  const hashed: string[] = []
  let keys = 0
  const secrets = { random: () => `key-${keys++} `, digest: (text: string) => (hashed.push(text), digest(text)) } as unknown as Secrets
  return { secrets, hashed }
}

describe('the limit of one source', () => {
  it('knows it by its hash only', async () => {
    const { secrets } = watch(() => 'one hash for all')
    const limiter = createRateLimiter({ requests: 1, perSeconds: 60 }, { secrets, now: () => 0 })
    await limiter.take('203.0.113.7')
    await expect(limiter.take('203.0.113.8')).rejects.toMatchObject({ status: 429 })
  })

  it('lets nobody wait for longer than its window, although the clock was put back', async () => {
    vi.useFakeTimers()
    const limiter = createRateLimiter({ requests: 1, perSeconds: 60 }, { secrets: watch((text) => text).secrets, now: () => 0 })
    await limiter.take('203.0.113.7')
    vi.setSystemTime(Date.now() - 5 * hourMs)
    await expect(limiter.take('203.0.113.7')).rejects.toMatchObject({ status: 429, headers: { 'retry-after': '60' } })
    vi.useRealTimers()
  })

  it('hashes with a key that changes every hour', async () => {
    const { secrets, hashed } = watch((text) => text)
    let time = 5 * hourMs
    const limiter = createRateLimiter({ requests: 1, perSeconds: 60 }, { secrets, now: () => time })
    await limiter.take('203.0.113.7')
    time += hourMs - 1
    await expect(limiter.take('203.0.113.7')).rejects.toMatchObject({ status: 429 })
    time += 1
    await limiter.take('203.0.113.7')
    expect(hashed).toEqual(['key-0 203.0.113.7', 'key-0 203.0.113.7', 'key-1 203.0.113.7'])
  })
})
