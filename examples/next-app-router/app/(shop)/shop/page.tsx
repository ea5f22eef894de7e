export default function Shop() {
  return (
    <main>
      <h1>Shop</h1>
    </main>
  )
}
