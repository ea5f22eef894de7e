import { BuyButton } from './buy-button'

export default function Home() {
  return (
    <main>
      <h1>Home</h1>
      <BuyButton />
    </main>
  )
}
