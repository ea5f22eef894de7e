/** One thing to buy. Prices are in cents; `hue` colours its picture. */
interface Product {
  readonly id: number
  readonly name: string
  readonly line: string
  readonly price: number
  readonly category: 'tea' | 'stoneware'
  readonly hue: number
}

const tea = { category: 'tea' } as const
const stoneware = { category: 'stoneware' } as const

export const PRODUCTS: readonly Product[] = [
  { ...tea, id: 1042, name: 'Dong Ding', line: 'Oolong, roasted twice', price: 1450, hue: 32 },
  { ...tea, id: 1043, name: 'Gunpowder', line: 'Green, rolled by hand', price: 890, hue: 128 },
  { ...stoneware, id: 2107, name: 'Morning bowl', line: 'Ash glaze, 300 ml', price: 3200, hue: 205 },
  { ...tea, id: 1051, name: 'Rooibos & orange', line: 'Without caffeine', price: 780, hue: 14 },
  { ...stoneware, id: 2110, name: 'Ladle rest', line: 'Raw clay, waxed', price: 1800, hue: 24 },
  { ...tea, id: 1060, name: 'Silver needle', line: 'White, first flush', price: 2100, hue: 62 },
  { ...stoneware, id: 2131, name: 'Noodle bowl', line: 'Celadon, 900 ml', price: 4400, hue: 158 },
  { ...stoneware, id: 2140, name: 'Salt pig', line: 'Speckled white', price: 2600, hue: 285 },
]
