import { copyFile } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'

// Without `removeNodeProtocol: false`, tsup strips "node:" and turns node:sqlite into a missing package.
const common: Options = { format: ['esm'], target: 'node22', platform: 'node', removeNodeProtocol: false, sourcemap: true }

export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts', cli: 'src/cli.ts' },
    dts: { entry: 'src/index.ts' },
    // Chunks of an earlier build would be packed too. The dashboard is Vite's to empty, the worker is written beside this.
    clean: ['!dashboard/**', '!store-worker.js*'],
    // The route /script.js answers without the browser package, too.
    onSuccess: () => copyFile('../browser/dist/parel.global.js', 'dist/parel.global.js'),
  },
  {
    ...common,
    // Started by its address, beside whichever file starts it.
    entry: { 'store-worker': 'src/store/sqlite/store-worker.ts' },
    splitting: false,
    // With what it needs of the core in it, which is little. Otherwise both threads of a server would load the word lists, which they never use.
    noExternal: ['@parel/telemetry-core'],
  },
])
