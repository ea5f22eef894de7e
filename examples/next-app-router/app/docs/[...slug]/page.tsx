export function generateStaticParams() {
  return [{ slug: ['guide', 'start'] }]
}

export default function Docs() {
  return (
    <main>
      <h1>Docs</h1>
    </main>
  )
}
