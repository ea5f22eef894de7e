import { render } from 'preact'
import { createApi } from './api/api'
import { App } from './app'
import { applyTheme, readTheme } from './state/theme'

applyTheme(readTheme())
const place = document.getElementById('dashboard')
if (place) render(<App api={createApi(document.documentElement.dataset.api ?? '/api/telemetry')} />, place)
