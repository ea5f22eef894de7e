import { describe, expect, it } from 'vitest'
import { createCalendar, dateOfDay, dayOfDate } from '../src'

describe('a date', () => {
  it.each(['1970-01-01', '2024-02-29', '2025-10-13'])('is read and written unchanged: %s', (date) => {
    expect(dateOfDay(dayOfDate(date) ?? 0)).toBe(date)
  })

  it.each(['2025-02-30', '2025-13-01', '2025-1-1', '', 'today', '2025-10-13T00:00'])('is refused if there is no such day: %s', (date) => {
    expect(dayOfDate(date)).toBeNull()
  })
})

describe('a day in a zone', () => {
  it.each([
    ['UTC', '2025-10-13', '2025-10-13T00:00:00.000Z', 24],
    ['Europe/Berlin', '2025-03-30', '2025-03-29T23:00:00.000Z', 23],
    ['Europe/Berlin', '2025-10-26', '2025-10-25T22:00:00.000Z', 25],
    ['Asia/Kathmandu', '2025-10-13', '2025-10-12T18:15:00.000Z', 24],
    ['Australia/Lord_Howe', '2025-10-05', '2025-10-04T13:30:00.000Z', 23.5],
    ['America/Santiago', '2025-09-07', '2025-09-07T04:00:00.000Z', 23],
    ['America/Havana', '2025-11-02', '2025-11-02T04:00:00.000Z', 25],
    ['Asia/Amman', '2021-10-29', '2021-10-28T21:00:00.000Z', 25],
    ['Antarctica/Troll', '2025-03-30', '2025-03-30T00:00:00.000Z', 22],
    ['Antarctica/Troll', '2025-10-26', '2025-10-25T22:00:00.000Z', 26],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', 24],
    ['Antarctica/Casey', '2023-03-09', '2023-03-08T13:00:00.000Z', 27],
    ['America/Danmarkshavn', '1996-01-01', '1996-01-01T03:00:00.000Z', 21],
    ['Pacific/Apia', '2025-10-13', '2025-10-12T11:00:00.000Z', 24],
    ['Europe/Istanbul', '0000-01-01', '-000001-12-31T22:04:08.000Z', 24],
    ['America/New_York', '0099-12-31', '0099-12-31T04:56:02.000Z', 24],
  ])('begins at its first millisecond: %s %s', (zone, date, start, hours) => {
    const calendar = createCalendar(zone)
    const day = dayOfDate(date) ?? 0
    expect(new Date(calendar.startOf(day)).toISOString()).toBe(start)
    expect((calendar.startOf(day + 1) - calendar.startOf(day)) / 3_600_000).toBe(hours)
    expect(calendar.dayOf(calendar.startOf(day))).toBe(day)
    expect(calendar.dayOf(calendar.startOf(day) - 1)).toBe(day - 1)
  })

  it('has no milliseconds if the zone skipped it, and the next day begins at the same instant', () => {
    const calendar = createCalendar('Pacific/Apia')
    const day = dayOfDate('2011-12-30') ?? 0
    expect(calendar.startOf(day)).toBe(calendar.startOf(day + 1))
    expect(calendar.dayOf(calendar.startOf(day))).toBe(day + 1)
  })

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu'])('agrees with Intl at every quarter of a year: %s', (zone) => {
    const calendar = createCalendar(zone)
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    const first = Date.UTC(2025, 0, 1)
    for (let quarter = 0; quarter < 365 * 96; quarter += 7) {
      const time = first + quarter * 900_000 + 899_999
      const shown = format.format(time)
      expect([dateOfDay(calendar.dayOf(time)), calendar.hourOf(time), calendar.minuteOf(time)]).toEqual([shown.slice(0, 10), Number(shown.slice(11, 13)), Number(shown.slice(14, 16))])
    }
  })

  it('gives the local hour', () => {
    expect(createCalendar('Asia/Kathmandu').hourOf(Date.UTC(2026, 0, 1, 18, 15))).toBe(0)
  })
})
