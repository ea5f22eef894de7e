import type { Page } from 'playwright-core'
import { ADMIN_TOKEN } from './real-server.ts'

/** Fills the door and presses its button. */
export async function signIn(page: Page, token = ADMIN_TOKEN): Promise<void> {
  await page.getByLabel('Admin token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
