import { useParams } from 'react-router'
import { useAction } from '@parel/telemetry-react'

export function Profile() {
  const { name } = useParams()
  const recordAction = useAction()
  return (
    <main>
      <h1>Profile of {name}</h1>
      <button onClick={() => recordAction('profile_followed')}>Follow</button>
    </main>
  )
}
