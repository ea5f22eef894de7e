'use client'

import { useAction } from '@parel/telemetry-react'

export function BuyButton() {
  const recordAction = useAction()
  return <button onClick={() => recordAction('item_purchased', { items: 3 })}>Buy</button>
}
