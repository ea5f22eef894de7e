import { Suspense } from 'react'

export default function Lazy() {
  return (
    <Suspense fallback="…">
      <Slow />
    </Suspense>
  )
}

async function Slow() {
  await new Promise((resolve) => setTimeout(resolve, 20))
  return <h1>Lazy</h1>
}
