import { useId, useState, type ReactElement } from 'react'
import type { TelemetryState } from '@parel/telemetry-browser'
import type { TelemetryEvent } from '@parel/telemetry-core'
import { useClient } from './telemetry-context'
import { useConsent } from './use-consent'

/** All texts of {@link TelemetryPreferences}. */
export interface TelemetryPreferencesTexts {
  readonly legend: string
  readonly label: string
  /** Shown when the browser asks not to be recorded; then there is nothing to choose. */
  readonly signal: string
  /** Shown when recording is off for everybody here. */
  readonly unavailable: string
  readonly show: string
  readonly empty: string
  readonly columns: readonly [time: string, kind: string, page: string, details: string]
}

/** Props of {@link TelemetryPreferences}. */
export interface TelemetryPreferencesProps {
  readonly texts?: Partial<TelemetryPreferencesTexts> | undefined
  readonly className?: string | undefined
}

const ENGLISH: TelemetryPreferencesTexts = {
  legend: 'Usage statistics',
  label: 'Help to improve this site with usage statistics',
  signal: 'Your browser asks sites not to record you, so nothing is recorded.',
  unavailable: 'Nothing is recorded here.',
  show: 'What was recorded last',
  empty: 'Nothing yet.',
  columns: ['Time', 'What', 'Where', 'Details'],
}

const CHOICE: ReadonlySet<TelemetryState> = new Set(['recording', 'waiting-for-consent', 'prerendering', 'opted-out'])

/**
 * A control for visitors: a checkbox to opt out or in again, and the last 50 events that this page recorded, exactly as they are sent.
 *
 * It renders plain elements without styles; give it a class name.
 *
 * @example
 * ```tsx
 * <TelemetryPreferences className="privacy" texts={{ label: 'Count my visits' }} />
 * ```
 */
export function TelemetryPreferences({ texts, className }: TelemetryPreferencesProps): ReactElement {
  const words = { ...ENGLISH, ...texts }
  const [state, setConsent] = useConsent()
  const noteId = useId()
  const note = state === 'signal' ? words.signal : CHOICE.has(state) ? null : words.unavailable
  return (
    <fieldset className={className}>
      <legend>{words.legend}</legend>
      <label>
        <input
          type="checkbox"
          checked={state === 'recording'}
          disabled={!CHOICE.has(state)}
          aria-describedby={noteId}
          onChange={({ target }) => setConsent(target.checked)}
        />{' '}
        {words.label}
      </label>
      <output id={noteId}>{note}</output>
      <RecordedEvents words={words} />
    </fieldset>
  )
}

function RecordedEvents({ words }: { readonly words: TelemetryPreferencesTexts }): ReactElement {
  const client = useClient()
  const [isOpen, setOpen] = useState(false)
  // Read on each render, so that an opt-out above empties the list immediately.
  const events = isOpen ? client.inspect().recent : []
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.show}</summary>
      {events.length === 0 ? <p>{words.empty}</p> : <EventTable events={events} words={words} />}
    </details>
  )
}

function EventTable({ events, words }: { readonly events: readonly TelemetryEvent[]; readonly words: TelemetryPreferencesTexts }): ReactElement {
  return (
    <table aria-label={words.show}>
      <thead>
        <tr>
          {words.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map(({ id, createdAt, type, action, page, duration, metadata }) => (
          <tr key={id}>
            <td>{new Date(createdAt).toLocaleTimeString()}</td>
            <td>{[type, action].filter(Boolean).join(' ')}</td>
            <td>{page}</td>
            <td>{[duration === null ? '' : `${duration} ms`, metadata ? JSON.stringify(metadata) : ''].filter(Boolean).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
