import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

// Takes its ports and listens later, as a server that is just starting.
const claimsTwo = `
  import { claimPort } from ${JSON.stringify(fileURLToPath(new URL('../src/claim-port.ts', import.meta.url)))}
  process.stdout.write(JSON.stringify([await claimPort(), await claimPort()]))
  process.stdin.resume()
`

it('two runs at once share no port, though their files have the same numbers', async () => {
  const ends: (() => void)[] = []
  const run = async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', claimsTwo], { stdio: ['pipe', 'pipe', 'inherit'] })
    ends.push(() => child.stdin.end())
    for await (const text of child.stdout) return JSON.parse(String(text)) as readonly number[]
    return []
  }
  const ports = (await Promise.all([run(), run(), run()])).flat()
  ends.forEach((end) => end())
  expect(new Set(ports).size).toBe(6)
})
