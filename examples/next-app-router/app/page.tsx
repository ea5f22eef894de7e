import { BuyButton } from './buy-button'

export default function Home() {
  return (
    <main>
      <h1>Home</h1>
      <p>Each page is counted once, by its pattern. The dashboard asks for the token that stands in the terminal.</p>
      <BuyButton />
    </main>
  )
}
