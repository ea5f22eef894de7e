import { expect, describe, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

interface HeardNode {
  readonly role: string
  readonly name: string
  readonly description: string
}

/** What Chromium tells a screen reader, in the order of reading. */
async function listen(view: string, shown: string): Promise<readonly HeardNode[]> {
  await mock.page.goto(mock.server.address + view)
  await mock.page.locator(shown).first().waitFor()
  const session = await mock.page.context().newCDPSession(mock.page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const textOf = (value: { readonly value?: unknown } | undefined) => (typeof value?.value === 'string' ? value.value : '')
  return nodes.filter(({ ignored }) => !ignored).map(({ role, name, description }) => ({ role: textOf(role), name: textOf(name), description: textOf(description) }))
}

const named = new Set(['button', 'link', 'heading', 'region', 'navigation', 'table', 'columnheader', 'rowheader', 'image', 'searchbox', 'switch', 'slider', 'DisclosureTriangle', 'dialog', 'textbox'])

describe('what a screen reader hears', () => {
  it.each([
    ['', '.summary'],
    ['?view=live', '.live-row'],
    ['?view=health', '.verdict'],
    ['?view=privacy', '.fields'],
  ])('has a name for everything that can be reached in %s', async (view, shown) => {
    const heard = await listen(view, shown)
    expect(heard.filter(({ role, name }) => named.has(role) && name.trim() === '')).toEqual([])
    expect(heard.filter(({ name }) => / [:,]/.test(name) || /undefined|NaN/.test(name))).toEqual([])
    expect(heard.filter(({ role }) => named.has(role)).length).toBeGreaterThan(10)
  })

  it('says a change in words, with what it means', async () => {
    const heard = await listen('', '.summary')
    expect(heard.find(({ role, name }) => role === 'button' && name.startsWith('Errors'))?.name).toBe('Errors 12 down 37% from the previous period, better')
    expect(heard.find(({ role, name }) => role === 'button' && name.startsWith('Avg API'))?.name).toBe('Avg API 145ms up 4.1% from the previous period, worse')
  })

  it('calls a row by its name alone, which comes again with every cell; what a click does is a description', async () => {
    const heard = await listen('', '.summary')
    expect(heard.find(({ role }) => role === 'rowheader')?.name).toBe('/dashboard')
    expect(heard.find(({ role, name }) => role === 'button' && name === '/dashboard')?.description).toBe('filter by this page')
  })
})

describe('what is said while the focus stays where it is', () => {
  const said = () => mock.page.locator('[aria-live=polite]').allInnerTexts()

  it('is the period, when it changes, and not the clock behind it', async () => {
    await mock.open()
    expect(await said()).toEqual(['7 – 13 Oct 2025'])
    await mock.page.keyboard.press('m')
    await expect.poll(said).toEqual(['14 Sept – 13 Oct 2025'])
  })

  it('is that nothing matches', async () => {
    await mock.open()
    await mock.page.getByLabel('Search Top Pages').fill('zzz')
    await expect.poll(said).toContain('Nothing matches “zzz”.')
  })

  it('is that the numbers are old, when newer ones cannot be had', async () => {
    await mock.open()
    await mock.page.route('**/api/telemetry?*', (route) => route.fulfill({ status: 200, body: 'no JSON' }))
    await mock.page.keyboard.press('r')
    await expect.poll(() => mock.page.getByRole('alert').allInnerTexts()).toEqual(['Not up to date'])
  })
})

it('counts down to the next deletion by the clock of the server, whatever the viewer\'s says', async () => {
  mock.spend()
  await mock.page.clock.setFixedTime(new Date('2031-01-01T00:00:00Z'))
  await mock.page.goto(`${mock.server.address}?view=privacy`)
  await mock.page.locator('.facts').waitFor()
  const facts = await mock.page.locator('.facts > div').allInnerTexts()
  expect(facts.find((text) => text.startsWith('Next deletion'))).toMatch(/in \d+ (hours|days)$/)
})
