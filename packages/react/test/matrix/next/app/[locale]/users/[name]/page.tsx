import { Suspense } from 'react'
import { Heading } from '../../../../heading'

export default function User() {
  return (
    <Suspense fallback="…">
      <Heading before="User" name="name" />
    </Suspense>
  )
}
