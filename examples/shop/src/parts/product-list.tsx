import type { ReactElement } from 'react'
import type { Product } from '../catalogue'
import type { Answer } from '../use-answer'
import { ProductCard } from './product-card'

/** A list of products in each of its states. */
export function ProductList({ answer }: { readonly answer: Answer<readonly Product[]> }): ReactElement {
  if (answer.state === 'loading') return <p className="quiet">Fetching the shelf …</p>
  if (answer.state === 'failed') return <p className="problem">The shelf could not be fetched. Try again in a moment.</p>
  if (answer.value.length === 0) return <p className="quiet">Nothing like that here.</p>
  return (
    <ul className="grid">
      {answer.value.map((product) => (
        <ProductCard key={product.id} product={product} />
      ))}
    </ul>
  )
}
