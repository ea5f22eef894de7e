import { describe, expect, it } from 'vitest'
import { judgeAnswer } from '../src/judge-answer'

describe('judging an answer', () => {
  it.each([
    [200, true, 'delivered'], [204, true, 'delivered'], [200, false, 'unreachable'], [302, false, 'unreachable'], [0, false, 'unreachable'],
    [400, false, 'rejected'], [404, false, 'rejected'], [405, false, 'rejected'], [410, false, 'rejected'], [422, false, 'rejected'],
    [401, false, 'stop'], [403, false, 'stop'], [413, false, 'split'], [415, false, 'plain'],
    [408, false, 'wait'], [425, false, 'wait'], [429, false, 'wait'], [500, false, 'wait'], [503, false, 'wait'], [507, false, 'wait'],
  ] as const)('reads %i (acknowledged: %s) as %s', (status, acknowledged, verdict) => {
    expect(judgeAnswer({ status, acknowledged })).toBe(verdict)
  })
})
