// Run by check-client.ts in Node, Bun and Deno.
import { trackLater, visitCollector } from './client-visit.ts'

const address = process.argv.at(-1) ?? ''
await Promise.all(Array.from({ length: 5 }, () => trackLater(address)))
console.log(JSON.stringify(await visitCollector(address)))
