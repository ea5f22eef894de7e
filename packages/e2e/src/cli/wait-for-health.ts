import type { RunningServer } from './run-command.ts'

/** The destinations in the data health of a server. */
export interface Health {
  readonly forwarders: readonly {
    readonly name: string
    readonly state: string
    readonly sent: number
    readonly dropped: number
    readonly pending: number
    readonly lastError: string | null
  }[]
}

/** Asks the dashboard's data health until it is as it should be. */
export async function waitForHealth(server: Pick<RunningServer, 'url'>, isThere: (health: Health) => boolean, token?: string): Promise<Health> {
  for (;;) {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const health = (await (await fetch(`${server.url}/api/telemetry/data-health`, { headers })).json()) as Health
    if (isThere(health)) return health
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
