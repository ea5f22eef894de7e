/** The few cryptographic acts that the server needs. */
export interface Secrets {
  /** SHA-256 of a text, as base64url. */
  digest(text: string): string
  /** HMAC-SHA-256 of a text, as base64url. */
  sign(key: string, text: string): string
  /** Compares in constant time, over digests: lengths tell nothing. */
  isEqual(left: string, right: string): boolean
  /** Random text of that many bytes, as base64url. */
  random(bytes: number): string
}
