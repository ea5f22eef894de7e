import { render } from 'preact'
import { createApi } from './api/api'
import { App } from './app'
import { applyTheme, readTheme } from './state/theme'
import { readKnownSession } from './state/use-session'
import { encodeReportQuery, parseViewState } from './state/view-state'

applyTheme(readTheme())
const place = document.getElementById('dashboard')
const api = createApi(document.documentElement.dataset.api ?? '/api/telemetry')
if (readKnownSession()?.role) api.askEarly(encodeReportQuery(parseViewState(location.search)))
if (place) render(<App api={api} />, place)
