declare const process: { readonly env: { readonly NODE_ENV?: string } }

let warned = false

/** Warns once, in development only, that nothing is recorded. */
export function warnWithoutProvider(): void {
  try {
    // Bundlers replace the whole expression, and then drop the code after it.
    if (process.env.NODE_ENV !== 'production' && !warned) {
      warned = true
      console.warn('[parel] PAREL_R001 There is no <TelemetryProvider> above this component, so nothing is recorded. Put one around the app.')
    }
  } catch {
    // Without a bundler there is no `process`; that counts as production.
  }
}
