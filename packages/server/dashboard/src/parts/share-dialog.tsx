import { useEffect, useRef, useState } from 'preact/hooks'
import type { Api, ApiProblem, Share } from '../api/api'
import { formatDay } from '../format/dates'
import { useLoaded } from '../state/use-loaded'
import { CopyButton } from './copy-button'
import { Dialog } from './dialog'

const lifetimes = [7, 30, 90, 365] as const

/** Read-only links: made here, shown once, revoked here. */
export function ShareDialog({ api, onClose }: { readonly api: Api; readonly onClose: () => void }) {
  const { value, refresh } = useLoaded(api.readShares)
  const [link, setLink] = useState('')
  const [problem, setProblem] = useState('')
  const busyRef = useRef(false)
  const create = async (label: string, days: number) => {
    // Of two links that a double click makes, nobody would see the address of the first.
    if (busyRef.current) return
    busyRef.current = true
    const result = await api.createShare(label, days)
    busyRef.current = false
    setProblem(result.ok ? '' : tellProblem(result.problem))
    if (result.ok) setLink(withCurrentView(result.value.url))
    refresh()
  }
  const revoke = async (id: string) => {
    const result = await api.revokeShare(id)
    setProblem(result.ok ? '' : result.problem.message)
    refresh()
  }
  return (
    <Dialog title="Share a read-only view" onClose={onClose}>
      <p class="quiet">Anyone with the link sees the numbers, but no live events, and cannot change anything.</p>
      {link ? <NewLink link={link} /> : <CreateForm onCreate={(label, days) => void create(label, days)} />}
      {problem && <p class="notice notice-bad" role="alert">{problem}</p>}
      <ShareList shares={value?.shares ?? []} onRevoke={(id) => void revoke(id)} />
    </Dialog>
  )
}

// The server may have made it before the answer was lost on the way, and nobody has its address then.
const tellProblem = ({ status, message }: ApiProblem) => (status > 0 && status < 500 ? message : `${message} If the link is listed below, its address is lost: revoke it.`)

// The link opens on the view that is on the screen. The secret stays in the fragment, which no server log sees.
function withCurrentView(url: string): string {
  const address = new URL(url, location.href)
  address.search = location.search
  return address.href
}

function NewLink({ link }: { readonly link: string }) {
  const field = useRef<HTMLInputElement>(null)
  // The form that had the focus is gone.
  useEffect(() => field.current?.focus(), [])
  return (
    <div class="new-link" aria-live="polite">
      <p><strong>The link is shown only once.</strong> Copy it before you close this window.</p>
      <input ref={field} type="text" readOnly value={link} aria-label="Share link" onFocus={(event) => event.currentTarget.select()} />
      <CopyButton text={link} label="Copy the share link" />
    </div>
  )
}

function CreateForm({ onCreate }: { readonly onCreate: (label: string, days: number) => void }) {
  const [label, setLabel] = useState('')
  const [days, setDays] = useState<number>(30)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onCreate(label, days)
  }
  return (
    <form class="form" onSubmit={submit}>
      <div class="form-row">
        <label class="field"><span>For whom</span><input type="text" required maxLength={60} value={label} placeholder="Design team" onInput={(event) => setLabel(event.currentTarget.value)} /></label>
        <label class="field">
          <span>Expires after</span>
          <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {lifetimes.map((lifetime) => <option key={lifetime} value={lifetime}>{lifetime} days</option>)}
          </select>
        </label>
      </div>
      <button type="submit" class="button button-primary">Create link</button>
    </form>
  )
}

function ShareList({ shares, onRevoke }: { readonly shares: readonly Share[]; readonly onRevoke: (id: string) => void }) {
  // The focus goes with the link that had it.
  useEffect(() => () => (document.querySelector<HTMLElement>(':focus') ?? document.querySelector<HTMLElement>('dialog button'))?.focus(), [shares.length])
  if (shares.length === 0) return null
  return (
    <>
      <h3>Active links</h3>
      <ul class="shares">
        {shares.map(({ id, label, expiresAt }) => (
          <li key={id}>
            <span><strong>{label}</strong> <span class="quiet">{expiresAt ? `until ${formatDay(expiresAt)}` : 'without an end'}</span></span>
            <button type="button" class="button button-small button-bad" aria-label={`Revoke ${label}`} onClick={() => onRevoke(id)}>Revoke</button>
          </li>
        ))}
      </ul>
    </>
  )
}
