export function generateStaticParams() {
  return [{ id: '7' }]
}

export default function Photo() {
  return (
    <main>
      <h1>Photo</h1>
    </main>
  )
}
