import { chromium, type Browser } from 'playwright-core'
import { locateChromium } from '../../../tools/browser.mjs'

// Each window of Chromium loads two hidden pages for its address bar. They cost as much as the page under test.
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']

// What Playwright disables on Linux. Only the last value of the switch counts, so ours has to repeat its list.
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

// A process that waits for the next page of a profile. A test's profile mostly has one page.
const SPARE_RENDERER = 'SpareRendererForSitePerProcess'

// The page of a test ends before optimized code would pay for its compilation: axe takes half of the CPU time without it.
const NO_OPTIMIZER = '--js-flags=--no-opt --no-maglev'

/** As long as a browser may take to start where other work fills the cores. */
export const START_MS = 100_000

/** The Chromium of this machine. Throws one clear sentence when there is none. */
export function findChromium(): string {
  const path = locateChromium(process.env)
  if (!path) throw new Error('No Chromium was found. Install it (apt-get install chromium) or set CHROMIUM_PATH.')
  return path
}

/** Starts a headless Chromium with an empty profile, for pages that live for a few seconds. */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return launchMeasuredChromium([NO_OPTIMIZER, ...flags])
}

/** Starts a headless Chromium with an empty profile that compiles as everywhere, so that its times can be compared. */
export async function launchMeasuredChromium(flags: readonly string[] = []): Promise<Browser> {
  const features = [...PLAYWRIGHT, ...ADDRESS_BAR, SPARE_RENDERER].join(',')
  return chromium.launch({ executablePath: findChromium(), timeout: START_MS, args: [...COMMON_FLAGS, `--disable-features=${features}`, ...flags] })
}
