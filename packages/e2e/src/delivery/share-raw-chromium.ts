import { startRawChromium, type RawChromium } from './raw-chromium.ts'

let shared: Promise<RawChromium> | undefined

/** The Chromium that the files of a process share. Clear it and do not close it: it ends with the process. */
export async function shareRawChromium(): Promise<RawChromium> {
  const chromium = await (shared ??= startRawChromium())
  return chromium.browser.isConnected() ? chromium : (shared = startRawChromium())
}
