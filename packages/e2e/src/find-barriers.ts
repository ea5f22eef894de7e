import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * The accessibility violations that axe finds on the current page: one line for each rule, with the elements. Frames are not checked.
 *
 * @param tags - Only rules with one of these. Default: all that axe checks by itself.
 */
export async function findBarriers(page: Page, tags: readonly string[] = []): Promise<readonly string[]> {
  // Without legacy mode, axe opens another tab for every look, which costs more than the look at a small page.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await (tags.length > 0 ? axe.withTags([...tags]) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}
