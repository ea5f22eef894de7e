import type { ReactElement } from 'react'
import { Link } from 'react-router'

/** Any other address. */
export function NotFoundPage(): ReactElement {
  return (
    <>
      <h1>This street ends here.</h1>
      <p>
        <Link to="/">Back to the shop</Link>
      </p>
    </>
  )
}
