export { findChromium, launchChromium } from '../../../e2e/src/chromium.ts'
