import { useState, type ReactElement } from 'react'
import { useParams } from 'react-router'
import { useAction } from '@parel/telemetry-react'
import { useCart } from '../cart'
import { formatPrice, type Product } from '../catalogue'
import { ProductPicture } from '../parts/product-picture'
import { useAnswer } from '../use-answer'

/** One product. */
export function ProductPage(): ReactElement {
  const { product: id = '' } = useParams()
  const answer = useAnswer<Product>(`/api/shop/products/${encodeURIComponent(id)}`)
  if (answer.state === 'loading') return <p className="quiet">Fetching …</p>
  if (answer.state === 'failed') return <p className="problem">There is no such product.</p>
  return <ProductView product={answer.value} />
}

function ProductView({ product }: { readonly product: Product }): ReactElement {
  const { add } = useCart()
  const recordAction = useAction()
  const [isAdded, setAdded] = useState(false)
  const stock = useAnswer<{ readonly left: number }>(`/api/shop/stock/${product.id}`)

  function addToCart(): void {
    add(product)
    setAdded(true)
    recordAction('cart_added', { category: product.category })
  }

  return (
    <article className="product">
      <ProductPicture category={product.category} hue={product.hue} />
      <div>
        <h1>{product.name}</h1>
        <p className="line">{product.line}</p>
        <p className="price">{formatPrice(product.price)}</p>
        <p className="quiet">{stock.state === 'ready' ? `${stock.value.left} left` : stock.state === 'failed' ? 'Ask us for stock' : 'Counting the stock …'}</p>
        <button type="button" className="button" onClick={addToCart}>
          Add to cart
        </button>
        <output>{isAdded ? 'In your cart.' : ''}</output>
      </div>
    </article>
  )
}
