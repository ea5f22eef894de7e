import { useState, type FormEvent, type ReactElement } from 'react'
import { useSearchParams } from 'react-router'
import { useAction } from '@parel/telemetry-react'
import type { Product } from '../catalogue'
import { ProductList } from '../parts/product-list'
import { useAnswer } from '../use-answer'

/** Search. What is typed stays in the address bar; a query never leaves the browser. */
export function SearchPage(): ReactElement {
  const [parameters, setParameters] = useSearchParams()
  const query = parameters.get('q') ?? ''
  const [text, setText] = useState(query)
  const answer = useAnswer<readonly Product[]>(`/api/shop/search?q=${encodeURIComponent(query)}`)
  const recordAction = useAction()

  function search(event: FormEvent): void {
    event.preventDefault()
    setParameters({ q: text })
    recordAction('search_used', { characters: text.length })
  }

  return (
    <>
      <h1>Search</h1>
      <search>
        <form className="row" onSubmit={search}>
          <label className="grow">
            <span className="hidden">What are you looking for?</span>
            <input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder="Oolong, bowl, …" />
          </label>
          <button type="submit" className="button">
            Search
          </button>
        </form>
      </search>
      <ProductList answer={answer} />
    </>
  )
}
