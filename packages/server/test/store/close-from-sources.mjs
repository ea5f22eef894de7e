// A process that is done but for the end of its store, which closes while nobody waits for what it still reads. Prints that it went on afterwards.
import '../../src/store/sqlite/resolve-sources.mjs'

const { sqliteStore } = await import('../../src/store/sqlite/sqlite-store.ts')
const store = sqliteStore({ path: process.argv[2] })
await store.open()
void Promise.allSettled([store.readEvents({ limit: 20 }), store.health(Date.now())])
void store.close().then(() => console.log('closed'))
