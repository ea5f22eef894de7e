import { build } from 'esbuild'
import { readCorpus } from './read-corpus.ts'
import { judgeRoute, scoreAll } from './score-routes.ts'
const r = await build({ entryPoints: ['/work/main/packages/core/src/index.ts'], bundle: true, format: 'esm', platform: 'browser', write: false })
const t = r.outputFiles[0].text
const routes = readCorpus('routes')
for (const w of ['[-5, -2, 0, 1]', '[-4,-4,0,0]','[-3,-3,0,0]','[-3,-3,1,1]','[-4,-4,1,1]','[-5,0,0,0]','[-5,0,0,1]']) for (const k of [7, 9, 11]) {
  const c = await import('data:text/javascript,' + encodeURIComponent(t.replace('[-5, -2, 0, 1]', w).replace('/ 2 - 9', '/ 2 - ' + k)))
  const a = scoreAll(routes, (x) => c.anonymizeUrl(x), judgeRoute)
  console.log(w, k, a.leak.toFixed(2), a.over.toFixed(2), a.overClean.toFixed(2))
}
