import { existsSync } from 'node:fs'
import { launch, type Browser } from 'puppeteer-core'

const KNOWN_PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']

/** Starts a headless Firefox with an empty profile. Throws one clear sentence when there is none. */
export async function launchFirefox(): Promise<Browser> {
  const executablePath = process.env.FIREFOX_PATH ?? KNOWN_PATHS.find((path) => existsSync(path))
  if (!executablePath) throw new Error('No Firefox was found. Install it (apt-get install firefox-esr) or set FIREFOX_PATH.')
  return launch({ browser: 'firefox', executablePath, headless: true })
}
