import { makeEvent } from '@parel/telemetry-testing'
import { describe, expect, it } from 'vitest'
import { hourMs, noon, setUp } from './schedule-setup'

describe('the schedule', () => {
  it('aggregates at one and cleans up at three, once', async () => {
    const { make, moveTo } = setUp()
    const schedule = make()
    await schedule.tick()
    const hours: (readonly string[])[] = []
    for (let hour = 1; hour <= 24; hour++) {
      moveTo(noon + hour * hourMs)
      hours.push(await schedule.tick())
    }
    expect(hours.flatMap((jobs, index) => jobs.map((job) => `${job} ${(12 + index + 1) % 24}:00`))).toEqual(['aggregate 1:00', 'cleanup 3:00'])
  })

  it.each([
    ['America/New_York', Date.UTC(2025, 9, 14, 5)],
    ['Asia/Kolkata', Date.UTC(2025, 9, 13, 19, 30)],
  ])('means one o’clock in %s', async (timeZone, one) => {
    const { make, moveTo } = setUp({ timeZone })
    const schedule = make()
    await schedule.tick()
    moveTo(one - 1000)
    expect(await schedule.tick()).toEqual([])
    moveTo(one)
    expect(await schedule.tick()).toEqual(['aggregate'])
  })

  it.each([
    ['24 hours', 24],
    ['ten days', 240],
  ])('catches up after %s of downtime, aggregation first, once however many nights were missed', async (_name, hours) => {
    const { make, moveTo, ran } = setUp()
    await make().tick()
    ran.length = 0
    moveTo(noon + hours * hourMs)
    const schedule = make()
    for (let looks = 0; looks < 5; looks++) await schedule.tick()
    expect(ran).toEqual(['aggregate', 'cleanup'])
  })

  it('runs again where a clock that was years ahead noted its runs', async () => {
    const { make, moveTo, ran } = setUp()
    const schedule = make()
    moveTo(noon + 30 * 365 * 24 * hourMs)
    await schedule.tick()
    ran.length = 0
    moveTo(noon)
    await schedule.tick()
    expect(ran).toEqual(['aggregate', 'cleanup'])
    await schedule.tick()
    expect(ran).toHaveLength(2)
  })

  it('does not run again when the clock is put back', async () => {
    const { make, moveTo, ran } = setUp()
    const schedule = make()
    await schedule.tick()
    ran.length = 0
    for (const hours of [-24, -1, 0]) {
      moveTo(noon + hours * hourMs)
      await schedule.tick()
    }
    expect(ran).toEqual([])
  })

  it.each([
    ['goes back', Date.UTC(2025, 9, 25, 22), '23:00Z', '02:00Z'],
    ['goes forward', Date.UTC(2025, 2, 29, 23), '00:00Z', '01:00Z'],
  ])('in the night when the clock of Berlin %s means its hours', async (_name, midnight, aggregates, cleansUp) => {
    const { make, moveTo } = setUp({ timeZone: 'Europe/Berlin', at: midnight })
    const schedule = make()
    await schedule.tick()
    const seen: string[] = []
    for (let minute = 1; minute <= 300; minute++) {
      moveTo(midnight + minute * 60_000)
      const time = new Date(midnight + minute * 60_000).toISOString().slice(11, 16)
      seen.push(...(await schedule.tick()).map((job) => `${job} ${time}Z`))
    }
    expect(seen).toEqual([`aggregate ${aggregates}`, `cleanup ${cleansUp}`])
  })

  it('catches up 40 days: every day is built, none is deleted without it', async () => {
    const { make, moveTo, inner } = setUp()
    for (let day = 0; day < 40; day++) {
      const createdAt = noon + day * 24 * hourMs
      await inner.insert({ events: [makeEvent({ createdAt })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: createdAt })
    }
    moveTo(noon + 40 * 24 * hourMs)
    await make().tick()
    const from = Math.floor(noon / (24 * hourMs))
    const rows = await inner.readAggregates({ from, to: from + 40 }, noon + 40 * 24 * hourMs)
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(40)
    expect((await inner.health(noon)).unaggregatedDays).toEqual([])
    expect((await inner.health(noon)).rawEvents).toBe(30)
  })
})
