import type { AxeResults, RunOptions } from 'axe-core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the script of axe adds to a page. */
interface WithAxe {
  readonly axe?: { run(context: Document, options: RunOptions): Promise<AxeResults> }
}

/**
 * The accessibility violations that axe finds on the current page: one line for each rule, with the elements. Frames are not checked.
 *
 * @param tags - Only rules with one of these. Default: all that axe checks by itself.
 */
export async function findBarriers(page: Page, tags: readonly string[] = []): Promise<readonly string[]> {
  // Once for each document: half a megabyte of script takes as long as the look at a small page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  const options: RunOptions = { resultTypes: ['violations'], iframes: false, ...(tags.length > 0 && { runOnly: { type: 'tag', values: [...tags] } }) }
  return page.evaluate(async (chosen) => {
    const { axe } = globalThis as WithAxe
    if (!axe) throw new Error('Axe is not in the page.')
    const { violations } = await axe.run(document, chosen)
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
  }, options)
}
