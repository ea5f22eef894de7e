import { useState, type ReactElement } from 'react'
import { Link, useNavigate } from 'react-router'
import { useTelemetry } from '@parel/telemetry-react'
import { useCart } from '../cart'
import { formatPrice } from '../catalogue'

/** The cart and the order, which fails now and then. */
export function CartPage(): ReactElement {
  const { products, empty } = useCart()
  const navigate = useNavigate()
  const telemetry = useTelemetry()
  const [problem, setProblem] = useState('')

  async function order(): Promise<void> {
    setProblem('')
    const response = await fetch('/api/shop/orders', { method: 'POST', body: JSON.stringify(products.map(({ id }) => id)) })
    const answer = (await response.json()) as { readonly order: string }
    if (!response.ok) {
      telemetry.trackError('api_error', undefined, { statusCode: response.status, endpoint: '/api/shop/orders' })
      setProblem('The till is stuck. Please try once more.')
      return
    }
    telemetry.trackAction('order_placed', undefined, undefined, { items: products.length })
    empty()
    await navigate(`/orders/${answer.order}`)
  }

  if (products.length === 0) return <EmptyCart />
  return (
    <>
      <h1>Cart</h1>
      <ul className="lines">
        {products.map((product, index) => (
          <li key={`${product.id}-${index}`}>
            <span>{product.name}</span>
            <span>{formatPrice(product.price)}</span>
          </li>
        ))}
        <li className="total">
          <span>Total</span>
          <span>{formatPrice(products.reduce((sum, { price }) => sum + price, 0))}</span>
        </li>
      </ul>
      <button type="button" className="button" onClick={() => void order()}>
        Place the order
      </button>
      <output className="problem">{problem}</output>
    </>
  )
}

function EmptyCart(): ReactElement {
  return (
    <>
      <h1>Cart</h1>
      <p className="quiet">
        Nothing here yet. <Link to="/category/stoneware">Look at the bowls.</Link>
      </p>
    </>
  )
}
