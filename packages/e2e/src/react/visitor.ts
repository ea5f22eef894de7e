import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../chromium.ts'
import { readSent } from '../read-sent.ts'

// Given to the whole browser: what a page sends while it is left does not know the settings of its profile.
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** A person's browser: it neither calls itself headless nor says that a program drives it, so that the client records. */
export function launchVisitorBrowser(): Promise<Browser> {
  return launchChromium(['--disable-blink-features=AutomationControlled', `--user-agent=${USER_AGENT}`])
}

/** A page with all it says and sends. */
export interface Visitor {
  readonly page: Page
  /** Errors of the page, of its console and of its content security policy. */
  readonly complaints: readonly string[]
  /** Addresses and bodies of everything sent to the collector, without their random parts. */
  readonly sent: readonly string[]
  /** Leaves the site, so that the last events are sent. */
  leave(): Promise<void>
}

/** Opens a page in a profile of its own. */
export async function openVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const complaints: string[] = []
  const sent: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(readSent(request))
  })
  return {
    page,
    complaints,
    sent,
    // The profile stays open: closing it would cut the last requests off, which closing a tab does not.
    leave: async () => void (await page.goto('about:blank')),
  }
}
