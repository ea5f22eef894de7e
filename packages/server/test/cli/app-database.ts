import { createTelemetryServer, sqliteStore, type TelemetryServerOptions } from '../../src/index'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

/** The day before that of the commands. */
const noon = Date.UTC(2025, 9, 13, 12)

/** An app that records into a database, and the command line beside it; both are new for each test. */
export interface AppDatabase {
  /** A path in the folder of the database. */
  path(name: string): string
  /** Runs the command line on the database. */
  run(words: readonly string[], environment?: Readonly<Record<string, string>>): ReturnType<typeof runWords>
  /** An app that has its options in its code records these pages and ends. */
  recordWith(options: TelemetryServerOptions, ...pages: readonly string[]): Promise<void>
  /** The pages of the daily numbers of the day of the app. */
  pagesOfDay(): Promise<readonly string[]>
  writeSetting(key: string, value: string): Promise<void>
}

/** Makes one for each test of the file that calls this. */
export function appDatabase(): AppDatabase {
  const path = prepareFolder()
    const withStore = async <Result>(work: (store: ReturnType<typeof sqliteStore>) => Promise<Result>) => {
    const store = sqliteStore({ path: path('a.db') })
    await store.open()
    const result = await work(store)
    await store.close()
    return result
  }
  return {
    path,
    run: (words, environment = {}) => runWords(words, { TELEMETRY_DATABASE: path('a.db'), ...environment }),
    async recordWith(options, ...pages) {
      const host = createTelemetryServer({ database: path('a.db'), enabled: true, schedule: false, now: () => noon, ...options })
      for (const page of pages) host.client.trackPageView(page, 'abc-123-def-456')
      await host.client.flush()
      // One that records nothing opens its file with a request.
      await host.fetch(new Request('http://localhost/api/telemetry/ready'))
      await host.close()
    },
    pagesOfDay: () => withStore(async (store) => (await store.readAggregates({ from: 20_374, to: 20_374, type: 'page_view' }, noon)).map(({ context }) => context)),
    writeSetting: (key, value) => withStore((store) => store.writeSetting(key, value)),
  }
}
