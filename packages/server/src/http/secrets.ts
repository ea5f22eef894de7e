/** The few cryptographic acts that the server needs. */
export interface Secrets {
  /** SHA-256 of a text, as base64url. */
  digest(text: string): string
  /** HMAC-SHA-256 of a text, as base64url. */
  sign(key: string, text: string): string
  /** Compares digests in constant time, so that not even the length leaks. */
  isEqual(left: string, right: string): boolean
  /** Random text of that many bytes, as base64url. */
  random(bytes: number): string
}
