import type { LiveEvent } from '@parel/telemetry-core'
import type { Api } from '../api/api'
import { formatRecent, toDay } from '../format/dates'
import { showName } from '../format/name'
import { formatLatency, formatLength, NO_NUMBER } from '../format/numbers'
import { CodeBlock } from '../parts/code-block'
import { Icon } from '../parts/icon'
import { Panel } from '../parts/panel'
import { useLive, type Live } from '../state/use-live'

const words: Record<Live['connection'], string> = { connecting: 'Connecting…', open: 'Listening', lost: 'Connection lost, trying again…' }

/** The stored events as they arrive: exactly what is kept of each. */
export function LiveView({ api, timeZone }: { readonly api: Api; readonly timeZone: string | undefined }) {
  const live = useLive(api)
  const today = toDay(live.now, timeZone)
  return (
    <Panel
      title="Live"
      className="panel-full"
      csv={() => ({
        columns: ['Time', 'Type', 'Page', 'Action', 'Duration', 'Platform', 'Metadata', 'Id'],
        rows: live.events.map(({ createdAt, type, page, action, duration, platform, metadata, id }) => [createdAt, type, page, action, duration, platform, metadata === null ? null : JSON.stringify(metadata), id]),
      })}
      note={<><output class={`live-state live-${live.connection}`}>{words[live.connection]}</output>{timeZone && ` · times in ${timeZone}`}</>}
      tools={
        <button type="button" class="button button-small" onClick={() => live.setPaused(!live.paused)}>
          <Icon name={live.paused ? 'play' : 'pause'} /> {live.paused ? `Continue${live.waiting > 0 ? ` (${live.waiting} new)` : ''}` : 'Pause'}
        </button>
      }
    >
      <p class="panel-intro">Every event the moment it is stored, with all that is kept of it.</p>
      {live.events.length === 0 ? (
        <p class="panel-empty">Waiting for the next event…</p>
      ) : (
        <ol class="live-list" aria-label="Stored events, newest first">
          {live.events.map((event) => <LiveRow key={event.id} event={event} timeZone={timeZone} today={today} />)}
        </ol>
      )}
    </Panel>
  )
}

function LiveRow({ event, timeZone, today }: { readonly event: LiveEvent; readonly timeZone: string | undefined; readonly today: string }) {
  const { type, page, action, duration, createdAt } = event
  // It carries the time of the beginning, so that a session belongs to one day; visible time does not tell when it ended on the clock.
  const isEnd = type === 'session_end'
  const time = <time dateTime={createdAt}>{formatRecent(createdAt, timeZone, today)}</time>
  const measured = isEnd ? 'visible time since the session began' : type === 'page_leave' ? 'visible time' : type === 'api_call' ? 'from request to answer' : 'as it was measured'
  const length = duration === null ? '' : (isEnd || type === 'page_leave' ? formatLength : formatLatency)(duration)
  return (
    <li class="live-row">
      <details>
        <summary data-tip={length ? `${length}: ${measured}` : undefined}>
          {isEnd ? <span class="quiet" aria-hidden="true">{NO_NUMBER}</span> : time}
          <span class={`live-type type-${type}`}>{type.replace('_', ' ')}</span>
          <span class="live-name">
            {isEnd ? <span class="quiet">of the session that began {time}</span> : <bdi>{action ? showName(action) : page}</bdi>}
            {action && page && <span class="quiet"> on <bdi>{page}</bdi></span>}
          </span>
          <span class="live-duration">{length}</span>
        </summary>
        <CodeBlock label="The event as it is kept" code={JSON.stringify(event, null, 2)} />
      </details>
    </li>
  )
}
