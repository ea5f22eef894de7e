import { parseArgs } from 'node:util'

const PREFERRED_PORT = 4310
const KNOWN = 'Give --sample-data, --port 4310, --database telemetry.db, or nothing.'

/** What the command line asks for, or a sentence about what is wrong with it. */
export type Words =
  | { readonly problem?: undefined; readonly sampleData: boolean; readonly port: number; readonly database: string }
  | { readonly problem: string }

/** Reads the command line of the shop. */
export function readWords(args: readonly string[], { database }: { readonly database: string }): Words {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'sample-data': { type: 'boolean', default: false },
        port: { type: 'string', default: String(PREFERRED_PORT) },
        database: { type: 'string', default: database },
      },
    })
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN
    if (!(port <= 65_535)) return { problem: `--port is ${JSON.stringify(values.port)}. Give a port from 0 to 65535, for example ${PREFERRED_PORT}.` }
    return { sampleData: values['sample-data'], port, database: values.database }
  } catch (error) {
    // Node's first sentence says which word it was; what it says after that is about code.
    const [said = ''] = error instanceof Error ? error.message.split(/\. |\n/, 1) : []
    return { problem: `${said}. ${KNOWN}` }
  }
}
