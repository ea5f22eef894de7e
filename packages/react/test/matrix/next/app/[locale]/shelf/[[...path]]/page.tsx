import { Suspense } from 'react'
import { Heading } from '../../../../heading'

export default function Shelf() {
  return (
    <Suspense fallback="…">
      <Heading before="Shelf with" name="path" />
    </Suspense>
  )
}
