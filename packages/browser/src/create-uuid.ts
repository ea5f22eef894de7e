/** A random UUID, version 4. `crypto.randomUUID` is missing on plain-http pages; random values are not. */
export function createUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(36))
  // Each x is any digit, y one of 8, 9, a, b.
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place, index: number) => {
    const digit = Number(bytes[index]) & 15
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16)
  })
}
