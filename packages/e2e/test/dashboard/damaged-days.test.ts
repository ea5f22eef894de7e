import { describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'
import { findBarriers } from '../../src/find-barriers.ts'

const mock = prepareMockPage()

describe('numbers that are damaged in the database', () => {
  const withDamage = (damagedDays: readonly string[]) => {
    mock.server.behaviour.change = (report) => ({ ...report, damagedDays }) as typeof report
  }

  it('are said to be missing, with their days and the command that knows what to do', async () => {
    withDamage(['2025-10-07', '2025-10-09'])
    await mock.open()
    expect(await mock.page.locator('.notice').innerText()).toMatch(/^Details of .*7 Oct.*, .*9 Oct.* are damaged in the database and missing here\. parel-telemetry doctor tells what to do\.$/)
    expect(await findBarriers(mock.page, ['wcag2a', 'wcag2aa', 'best-practice'])).toEqual([])
  })

  it('are said nothing of where there are none', async () => {
    await mock.open()
    expect(await mock.page.locator('.notice').count()).toBe(0)
  })
})
