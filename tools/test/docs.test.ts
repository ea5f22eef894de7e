import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { BUDGETS, kilobytes } from '../size-budgets.ts'

const ROOT = join(import.meta.dirname, '../..')
const TEXT = /\.(?:tsx?|mjs|json|md|ya?ml|css|html|js)$/
const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter((file) => TEXT.test(file) && existsSync(join(ROOT, file)))
const pages = tracked.filter((file) => file.endsWith('.md') && !file.startsWith('.changeset/'))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const repository = String(JSON.parse(read('packages/server/package.json')).repository.url).replace(/^git\+|\.git$/g, '')
// What is read in an installed package, or on the page of a registry, has no folder above it.
const HERE = `${repository}/blob/main/`
/** The file of this repository that a link leads to; null for another site. */
const targetOf = (page: string, link: string) => (link.startsWith(HERE) ? link.slice(HERE.length) : /^[a-z]+:/.test(link) ? null : link === '' ? page : join(dirname(page), link))
const withoutBlocks = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '')

it('names only paths that exist in the architecture', () => {
  const named = [...read('docs/architecture.md').matchAll(/`((?:packages|examples|tools|docs)(?:\/[\w.-]+)*)`/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})

it('links only to files that exist', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)#\s]{1,200})(?:#[^)]{0,100})?\)/g)]
      .map((match) => match[1] ?? '')
      .filter((link) => !existsSync(join(ROOT, targetOf(page, link) ?? '')))
      .map((link) => `${page}: ${link}`),
  )
  expect(broken).toEqual([])
})

it.each(['core', 'browser', 'react', 'server'])('links from the README of the package %s to nothing that is not installed with it', (room) => {
  const links = [...read(`packages/${room}/README.md`).matchAll(/\]\(([^)\s]{1,200})\)/g)].map((match) => match[1] ?? '')
  expect(links.filter((link) => !/^(?:https:\/\/|#)/.test(link))).toEqual([])
})

it('links only to headings that exist', () => {
  // As GitHub makes them: small letters, dashes for spaces, no other marks.
  const anchorOf = (heading: string) => heading.replace(/\]\([^)]{0,200}\)/g, '').toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-')
  const anchorsOf = (page: string) => [...withoutBlocks(read(page)).matchAll(/^#{1,4} (.+)$/gm)].map((match) => anchorOf(match[1] ?? ''))
  const broken = pages.flatMap((page) =>
    [...withoutBlocks(read(page)).matchAll(/\]\(([^)#\s]{0,200})#([^)\s]{1,100})\)/g)]
      .filter(([, link = '', anchor = '']) => {
        const target = targetOf(page, link)
        return target !== null && !anchorsOf(target).includes(anchor)
      })
      .map((match) => `${page}: ${match[0]}`),
  )
  expect(broken).toEqual([])
})

it('has as many cells in every row of a table as in its head', () => {
  const cellsOf = (row: string) => row.replaceAll('\\|', '').split('|').length
  const broken = pages.flatMap((page) =>
    [...withoutBlocks(read(page)).matchAll(/(?:^\|.+\n?)+/gm)].flatMap(([table]) => {
      const [head = '', ...rows] = table.trim().split('\n')
      return rows.filter((row) => cellsOf(row) !== cellsOf(head)).map((row) => `${page}: ${row}`)
    }),
  )
  expect(broken).toEqual([])
})

it('names no folder of a machine and no host of a registry', () => {
  // Put together from parts, so that this file does not name what it looks for.
  const forbidden = new RegExp([['/work', '/main'], ['registry.', 'npmjs'], ['/tmp/', 'env']].map((parts) => parts.join('')).join('|'))
  expect(tracked.filter((file) => forbidden.test(read(file)))).toEqual([])
})

it('locks packages without the address they came from', () => {
  expect(read('pnpm-lock.yaml')).not.toMatch(/tarball:|registry:|:\/\//)
})

it.each(['core', 'browser', 'react', 'server'])('describes the package %s for those who find it', (room) => {
  const manifest = JSON.parse(read(`packages/${room}/package.json`)) as Record<string, unknown>
  expect(manifest).toMatchObject({
    license: 'MIT',
    author: /^Copyright \(c\) \d{4} (.+)$/m.exec(read('LICENSE'))?.[1],
    publishConfig: { access: 'public', provenance: true },
    repository: { type: 'git', directory: `packages/${room}` },
    homepage: expect.stringContaining(`/packages/${room}#readme`),
    bugs: expect.stringMatching(/\/issues$/),
    keywords: expect.arrayContaining(['telemetry', 'privacy']),
  })
  expect(manifest['version']).toBe(JSON.parse(read('packages/core/package.json')).version)
  expect(manifest['scripts']).not.toHaveProperty('postinstall')
})

it.each(['core', 'browser', 'react', 'server'])('has a README for the package %s in the order of the house', (room) => {
  const headings = [...read(`packages/${room}/README.md`).matchAll(/^## (.+)$/gm)].map((match) => match[1])
  const order = ['What leaves the browser', 'Two commands', 'Ten lines', 'Options', 'Sizes', 'What it cannot do', 'Licence']
  expect(headings.filter((heading) => order.includes(heading ?? ''))).toEqual(order.filter((heading) => headings.includes(heading)))
  expect(headings).toEqual(expect.arrayContaining(['Ten lines', 'What it cannot do', 'Licence']))
})

it('lists every decision, and each says how it stands', () => {
  const decisions = tracked.filter((file) => /^docs\/decisions\/(?!README).+\.md$/.test(file))
  expect(decisions.length).toBeGreaterThan(15)
  expect(decisions.filter((file) => !read('docs/decisions/README.md').includes(`](${basename(file)})`))).toEqual([])
  expect(decisions.filter((file) => !read(file).includes('\n\n**Status**: '))).toEqual([])
})

it('explains every code that the client writes to a console', () => {
  const codesIn = (files: readonly string[]) => new Set(files.flatMap((file) => [...read(file).matchAll(/PAREL_[A-Z]\d{2,3}/g)].map(([code]) => code)))
  const explained = codesIn(pages)
  const written = codesIn(tracked.filter((file) => /^packages\/(?:browser|react)\/src\//.test(file)))
  expect(written.size).toBeGreaterThan(8)
  expect([...written].filter((code) => !explained.has(code))).toEqual([])
})

it.each([
  ['packages/browser/src/options.ts', 'TelemetryOptions', 'docs/guides/browser.md'],
  ['packages/server/src/options.ts', 'TelemetryServerOptions', 'docs/guides/server.md'],
])('%s: every member of %s has a row in %s', (source, name, page) => {
  const [, extended = '', body = ''] = new RegExp(`^export interface ${name}(.*)\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(read(source)) ?? []
  const members = [...extended.matchAll(/'(\w+)'/g), ...body.matchAll(/^ {2}(?:readonly )?(\w+)\??:/gm)].map((match) => match[1] ?? '')
  expect(members.length).toBeGreaterThan(20)
  const rows = read(page).split('\n').filter((line) => line.startsWith('| '))
  expect(members.filter((member) => !rows.some((row) => new RegExp(`\`${member}[\`(]`).test(row)))).toEqual([])
})

it('states the size of each entry as the build enforces it', () => {
  const rows = BUDGETS.map(({ name, maximumBytes }) => `| ${name} | ${kilobytes(maximumBytes)} |`)
  expect(rows.filter((row) => !read('README.md').includes(row))).toEqual([])
})
