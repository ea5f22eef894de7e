import { runBrowserBench } from './browser-bench.ts'

await runBrowserBench()
