import type { ReactElement } from 'react'
import { Link } from 'react-router'
import { formatPrice, type Product } from '../catalogue'
import { ProductPicture } from './product-picture'

/** One product in a list. */
export function ProductCard({ product }: { readonly product: Product }): ReactElement {
  return (
    <li>
      <Link className="card" to={`/products/${product.id}?from=list`} data-parel-action="product_opened">
        <ProductPicture category={product.category} hue={product.hue} />
        <span className="name">{product.name}</span>
        <span className="line">{product.line}</span>
        <span className="price">{formatPrice(product.price)}</span>
      </Link>
    </li>
  )
}
