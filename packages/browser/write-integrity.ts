// Writes dist/sri.json: what `integrity="…"` of a script tag must say for each file.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const FILES = ['parel.global.js', 'parel.debug.js']
const home = new URL('dist/', import.meta.url)
const hashes = FILES.map((file) => [file, `sha384-${createHash('sha384').update(readFileSync(new URL(file, home))).digest('base64')}`])
writeFileSync(new URL('sri.json', home), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`)
