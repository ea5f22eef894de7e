import type { ReactElement } from 'react'
import { Link, useParams } from 'react-router'

/** Thanks after an order. The number of the order is in the address and nowhere in the telemetry. */
export function OrderPage(): ReactElement {
  const { order = '' } = useParams()
  return (
    <>
      <h1>Thank you.</h1>
      <p>
        Your order <code>{order}</code> is being packed. Nothing will arrive: this is a demo.
      </p>
      <Link className="button" to="/">
        Back to the shop
      </Link>
    </>
  )
}
