import { useState } from 'react'
import { useApiTiming, useTrackedCallback, useTrackVisible } from '@parel/telemetry-react'

export function Home() {
  const [greeting, setGreeting] = useState('')
  const api = useApiTiming()
  const offer = useTrackVisible('offer_seen')
  const greet = useTrackedCallback('greeting_asked', async () => {
    const response = await api('/api/greeting/ada')
    setGreeting(await response.text())
  })
  return (
    <main>
      <h1>Home</h1>
      <p>Pages, clicks and calls are counted; nobody's name is. The list of what was sent is under Settings.</p>
      <button onClick={greet}>Greet</button> <output>{greeting}</output>
      <p ref={offer}>An offer that counts once it is seen.</p>
      <button data-parel-action="offer_taken" data-parel-plan="pro">
        Take it
      </button>
    </main>
  )
}
