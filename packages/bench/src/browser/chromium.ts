export { findChromium, launchMeasuredChromium as launchChromium } from '../../../e2e/src/chromium.ts'
