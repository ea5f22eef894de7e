import { makeEvent } from '@parel/telemetry-testing'
import { describe, expect, it } from 'vitest'
import { hourMs, noon, setUp } from './schedule-setup'

const dayMs = 24 * hourMs
const day = Math.floor(noon / dayMs)

function setUpFilled() {
  const warnings: string[] = []
  const all = setUp({ logger: { warn: (message) => void warnings.push(message) } })
  const record = (at: number) => all.inner.insert({ events: [makeEvent({ createdAt: at })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: at })
  const look = async (at: number) => {
    all.moveTo(at)
    return all.make().tick()
  }
  return { ...all, record, look, warnings }
}

describe('a clean-up after a leap of the clock', () => {
  it('deletes and seals nothing while the clock is weeks ahead for less than a day', async () => {
    const { inner, record, look, warnings } = setUpFilled()
    for (let age = 5; age >= 0; age--) await record(noon - age * dayMs)
    await look(noon)
    const ahead = noon + 400 * dayMs
    expect(await look(ahead)).toEqual(['aggregate'])
    expect(await look(ahead + 23 * hourMs)).not.toContain('cleanup')
    expect(warnings).toHaveLength(1)
    await look(noon + hourMs)
    expect((await inner.health(noon)).rawEvents).toBe(6)
    expect(await record(noon + hourMs)).toMatchObject({ stored: 1 })
    expect((await inner.readAggregates({ from: day, to: day }, noon)).find(({ type }) => type === 'page_view')).toMatchObject({ count: 2 })
  })

  it.each([
    ['a server that runs on', 20, 21],
    ['one that is started again weeks later', 20, 60],
  ])('comes a day after weeks without one: %s', async (_name, begins, cleansUp) => {
    const { look } = setUpFilled()
    await look(noon)
    expect(await look(noon + begins * dayMs)).toEqual(['aggregate'])
    expect(await look(noon + (begins + 1) * dayMs - hourMs)).not.toContain('cleanup')
    expect(await look(noon + cleansUp * dayMs)).toContain('cleanup')
  })

  it.each(['damaged', '-1', '1e999'])('comes where the time of the last one is %j', async (text) => {
    const { inner, look } = setUpFilled()
    await inner.writeSetting('schedule:cleanup', text)
    const looks = [await look(noon), await look(noon + dayMs), await look(noon + 2 * dayMs)]
    expect(looks.flat()).toContain('cleanup')
  })

  it('waits a day again when the clock leaps a second time, farther', async () => {
    const { look } = setUpFilled()
    await look(noon)
    await look(noon + 400 * dayMs)
    expect(await look(noon + dayMs)).toContain('cleanup')
    expect(await look(noon + 500 * dayMs)).toEqual(['aggregate'])
  })
})

describe('a clock that is wrong by a day for a while', () => {
  it.each([
    ['ahead', 1, [[day, 2], [day + 1, 1]]],
    ['behind', -1, [[day - 1, 1], [day, 2]]],
  ])('%s: every event is counted on the day that it had, and no number changes', async (_name, days, counts) => {
    const { inner, record, look } = setUpFilled()
    await look(noon)
    await record(noon)
    await look(noon + days * dayMs)
    await record(noon + days * dayMs)
    await look(noon + days * dayMs + 15 * hourMs)
    await look(noon + hourMs)
    expect(await record(noon + hourMs)).toMatchObject({ stored: 1 })
    await look(noon + 3 * dayMs)
    const rows = await inner.readAggregates({ from: day - 2, to: day + 2, type: 'page_view' }, noon)
    expect(rows.map((row) => [row.day, row.count])).toEqual(counts)
    expect((await inner.health(noon)).rawEvents).toBe(3)
  })

  it('ahead: deletes the events of one day a day early; their numbers stay, and late events are taken', async () => {
    const { inner, record, look } = setUpFilled()
    await look(noon)
    for (let age = 35; age >= 0; age--) await record(noon - age * dayMs)
    const aggregates = async () => (await inner.readAggregates({ from: 0, to: day + 9 }, noon)).map(({ day: of, type, count, sessions }) => [of, type, count, sessions])
    await look(noon + dayMs)
    const before = await aggregates()
    const early = (await inner.health(noon)).rawEvents
    await look(noon + 2 * dayMs)
    expect([early, (await inner.health(noon)).rawEvents]).toEqual([30, 29])
    expect(await aggregates()).toEqual(before)
    expect(await inner.insert({ events: [makeEvent({ createdAt: noon - 6 * dayMs })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: noon })).toMatchObject({ stored: 1 })
  })
})
