import type { ReactElement } from 'react'
import { Link } from 'react-router'
import type { Product } from '../catalogue'
import { ProductList } from '../parts/product-list'
import { useAnswer } from '../use-answer'

/** The front page. */
export function HomePage(): ReactElement {
  const answer = useAnswer<readonly Product[]>('/api/shop/products?featured=1')
  return (
    <>
      <section className="hero">
        <h1>Slow tea, honest bowls.</h1>
        <p>A small shop that measures how it is used and never who uses it. Click around, then look at the dashboard.</p>
        <Link className="button" to="/category/tea" data-parel-action="hero_clicked">
          See the teas
        </Link>
      </section>
      <h2>This week</h2>
      <ProductList answer={answer} />
    </>
  )
}
