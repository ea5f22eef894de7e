/** One thing to buy. Prices are in cents. */
export interface Product {
  readonly id: number
  readonly name: string
  readonly line: string
  readonly price: number
  readonly category: 'tea' | 'stoneware'
  /** Hue of its picture, 0 to 360. */
  readonly hue: number
}

/** Cents as a price in the reader's own notation. */
export function formatPrice(cents: number): string {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' }).format(cents / 100)
}
