import { lazy, Suspense } from 'react'

const Slow = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, 20))
  return { default: () => <h1>Lazy</h1> }
})

export default function Lazy() {
  return (
    <Suspense fallback="…">
      <Slow />
    </Suspense>
  )
}
