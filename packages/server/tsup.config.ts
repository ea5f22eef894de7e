import { copyFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    cli: 'src/cli.ts',
    // Started by its address, beside whichever file starts it.
    'store-worker': 'src/store/sqlite/store-worker.ts',
  },
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  // The default strips "node:" and turns node:sqlite into a missing package.
  removeNodeProtocol: false,
  dts: { entry: 'src/index.ts' },
  sourcemap: true,
  // Chunks of an earlier build would be packed too. The dashboard is Vite's to empty.
  clean: ['!dashboard/**'],
  // The route /script.js answers without the browser package, too.
  onSuccess: () => copyFile('../browser/dist/parel.global.js', 'dist/parel.global.js'),
})
