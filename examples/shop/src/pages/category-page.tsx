import type { ReactElement } from 'react'
import { useParams } from 'react-router'
import type { Product } from '../catalogue'
import { ProductList } from '../parts/product-list'
import { useAnswer } from '../use-answer'

const TITLES = new Map([
  ['tea', 'Tea'],
  ['stoneware', 'Stoneware'],
])

/** All products of one kind. */
export function CategoryPage(): ReactElement {
  const { category = 'tea' } = useParams()
  const answer = useAnswer<readonly Product[]>(`/api/shop/products?category=${encodeURIComponent(category)}`)
  return (
    <>
      <h1>{TITLES.get(category) ?? 'Nothing here'}</h1>
      <ProductList answer={answer} />
    </>
  )
}
