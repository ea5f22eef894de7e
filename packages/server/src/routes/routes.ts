import { getDashboard } from './get-dashboard'
import { getDataHealth } from './get-data-health'
import { getExport } from './get-export'
import { getHealth, getReady } from './get-health'
import { getLive } from './get-live'
import { getPrivacy } from './get-privacy'
import { getReport } from './get-report'
import { getAsset, getScript } from './get-static'
import { postEvents } from './post-events'
import { postTestEvent } from './post-test-event'
import { preflight } from './preflight'
import type { Route } from './route'
import { deleteSession, getSession, postSession } from './session'
import { deleteShare, getShares, postShare } from './shares'

type Methods = ReadonlyMap<string, Route>
const methods = (routes: Readonly<Record<string, Route>>): Methods => new Map(Object.entries(routes))

/** Routes below the API's path. `*` stands for one last segment. */
export const apiRoutes: ReadonlyMap<string, Methods> = new Map([
  ['', methods({ GET: getReport, POST: postEvents, OPTIONS: preflight })],
  ['/live', methods({ GET: getLive })],
  ['/health', methods({ GET: getHealth })],
  ['/ready', methods({ GET: getReady })],
  ['/data-health', methods({ GET: getDataHealth })],
  ['/privacy', methods({ GET: getPrivacy })],
  ['/export', methods({ GET: getExport })],
  ['/test-event', methods({ POST: postTestEvent })],
  ['/script.js', methods({ GET: getScript })],
  ['/session', methods({ GET: getSession, POST: postSession, DELETE: deleteSession })],
  ['/shares', methods({ GET: getShares, POST: postShare })],
  ['/shares/*', methods({ DELETE: deleteShare })],
])

/** Addresses below the dashboard's path. */
export const dashboardRoutes: ReadonlyMap<string, Methods> = new Map([
  ['', methods({ GET: getDashboard })],
  ['/assets/*', methods({ GET: getAsset })],
])
