declare const process: { readonly env: { readonly NODE_ENV?: string } }

const warned = new Set<string>()

/** Says something on the console, once for each code, in development only. */
export function warnOnce(code: string, message: string): void {
  if (!isDevelopment() || warned.has(code)) return
  warned.add(code)
  console.warn(`[parel-telemetry] ${code}: ${message}`)
}

/** Bundlers replace the expression as a whole; without one there is no `process`, and that counts as production. */
function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return false
  }
}
