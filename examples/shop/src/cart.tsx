import { createContext, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react'
import type { Product } from './catalogue'

interface Cart {
  readonly products: readonly Product[]
  add(product: Product): void
  empty(): void
}

const CartContext = createContext<Cart>({ products: [], add: () => {}, empty: () => {} })

/** Keeps the cart in memory: a reload empties it, which is right for a demo. */
export function CartProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [products, setProducts] = useState<readonly Product[]>([])
  const cart = useMemo<Cart>(
    () => ({
      products,
      add: (product) => setProducts((before) => [...before, product]),
      empty: () => setProducts([]),
    }),
    [products],
  )
  return <CartContext.Provider value={cart}>{children}</CartContext.Provider>
}

/** The cart of this visit. */
export function useCart(): Cart {
  return useContext(CartContext)
}
