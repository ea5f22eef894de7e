import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

// Each window of Chromium loads two hidden pages for its address bar, which nobody types into here. They cost as much as the page under test.
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']

// What Playwright switches off on Linux. The switch counts as it was given last, so that ours has to repeat its list.
const PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** What every run needs: no sandbox as root, and no request of the browser's own to the outside. */
const COMMON_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The flags of a Chromium that is started without Playwright. */
export const CHROMIUM_FLAGS = [...COMMON_FLAGS, `--disable-features=${ADDRESS_BAR.join(',')}`]

/** As long as a browser may take to start where other work fills the cores. */
export const START_MS = 100_000

const KNOWN_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The Chromium of this machine: `CHROMIUM_PATH`, then the usual places. Undefined when there is none. */
export function findChromium(): string | undefined {
  const asked = process.env.CHROMIUM_PATH
  return asked || KNOWN_PATHS.find((path) => existsSync(path))
}

/** Starts a headless Chromium with an empty profile. Throws one clear sentence when there is none. */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium was found. Install it (apt-get install chromium) or set CHROMIUM_PATH.')
  return chromium.launch({ executablePath, timeout: START_MS, args: [...COMMON_FLAGS, `--disable-features=${[...PLAYWRIGHT, ...ADDRESS_BAR].join(',')}`, ...flags] })
}
