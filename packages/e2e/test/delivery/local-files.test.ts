import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { readClientScript } from '../../src/delivery/client-script.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'
import { storedActions } from '../../src/delivery/site.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const here = prepareSite()

it('a page on the disk, as in Electron or in a saved copy, is the root, and tells its route but not the folders: they bear the name of whoever uses the machine', async () => {
  here.site.server.behave({ headers: { 'access-control-allow-origin': '*' } })
  const folder = join(createTemporaryFolder(), 'Users/grace/shop')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'parel.js'), readClientScript())
  const settings = `data-endpoint="${here.site.server.url}/api/telemetry" data-enabled="true" data-allow-bots="true" data-flush="100" data-spa="hash"`
  writeFileSync(join(folder, 'start.html'), `<!doctype html><script src="parel.js" ${settings}></script><button data-parel-action="a_click">Click</button>`)
  const page = await here.chromium.newPage(`${pathToFileURL(join(folder, 'start.html')).href}?from=grace#/inbox`)
  await page.click('button')
  expect(await storedActions(here.site, 1)).toBe(1)
  const rows = await here.site.server.rows()
  expect(new Set(rows.flatMap(({ type, page }) => (page === null ? [] : [`${type} ${page}`])))).toEqual(new Set(['page_view /inbox', 'action /inbox']))
  expect(JSON.stringify(rows)).not.toContain('grace')
})
