import { Suspense } from 'react'

export default function Profile({ params }: { readonly params: Promise<{ name: string }> }) {
  return (
    <main>
      <h1>Profile</h1>
      <Suspense fallback="…">
        <Name params={params} />
      </Suspense>
    </main>
  )
}

async function Name({ params }: { readonly params: Promise<{ name: string }> }) {
  return <p>{decodeURIComponent((await params).name)}</p>
}
