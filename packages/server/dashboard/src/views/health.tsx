import type { DataHealth, ReportCount } from '@parel/telemetry-core'
import type { Api } from '../api/api'
import { Picture } from '../charts/picture'
import type { CsvTable } from '../export/csv'
import { sumCounts, toWords } from '../format/counts'
import { formatAgo, formatDay, formatMoment } from '../format/dates'
import { formatBytes, formatCount, formatPercent, formatRate, NO_NUMBER } from '../format/numbers'
import { BarList } from '../parts/bar-list'
import { Explained } from '../parts/explained'
import { Facts } from '../parts/facts'
import { Panel } from '../parts/panel'
import { useLoaded } from '../state/use-loaded'
import { Forwarders } from './forwarders'
import { Loading, Problem } from './states'

const dayMs = 86_400_000

/** What arrived, what was kept, and whether the machinery runs. */
export function HealthView({ api, version }: { readonly api: Api; readonly version: number }) {
  const { value, problem, refresh } = useLoaded(api.readHealth, version)
  if (!value) return problem ? <Problem problem={problem} onRetry={refresh} /> : <Loading />
  return (
    <div class="grid">
      <Verdict health={value} />
      <Accounting health={value} />
      <Losses health={value} />
      <Storage health={value} />
      <Forwarders forwarders={value.forwarders} />
    </div>
  )
}

function Verdict({ health }: { readonly health: DataHealth }) {
  const now = Date.parse(health.now)
  const worries = findWorries(health, now)
  return (
    <Panel
      title="Data health" className={`panel-full verdict ${worries.length > 0 ? 'verdict-warn' : 'verdict-good'}`} note={`version ${health.version}`}
      csv={() => toTable('Value', [
        ['last event', health.lastEventAt], ['last aggregation', health.lastAggregationAt], ['recording', health.enabled ? 'on' : 'off'], ['time zone', health.timeZone],
        ...worries.map((worry) => ['to look at', worry] as const),
      ])}
    >
      <p class="verdict-line">{worries.length > 0 ? `${worries.length} thing${worries.length > 1 ? 's' : ''} to look at` : 'Everything works'}</p>
      {worries.length > 0 && <ul class="worries">{worries.map((worry) => <li key={worry}>{worry}</li>)}</ul>}
      <Facts
        facts={[
          {
            label: 'Last event', value: health.lastEventAt ? formatAgo(health.lastEventAt, now) : 'none yet',
            explain: health.lastEventAt ? `Stored on ${formatMoment(health.lastEventAt, health.timeZone)} (${health.timeZone}).` : 'Nothing has been stored yet.',
          },
          {
            label: 'Last aggregation', value: health.lastAggregationAt ? formatAgo(health.lastAggregationAt, now) : 'not yet',
            explain: 'When finished days last became daily numbers. Reports are only slower without it.',
          },
          { label: 'Recording', value: health.enabled ? 'on' : 'off', explain: 'Off when TELEMETRY_ENABLED is false.' },
          { label: 'Time zone', value: health.timeZone, explain: 'A day begins at midnight of this zone in every report.' },
        ]}
      />
    </Panel>
  )
}

function findWorries(health: DataHealth, now: number): readonly string[] {
  const { lastEventAt, lastAggregationAt, counts, databaseBytes, quotaBytes, unaggregatedDays, oldestRawDay, retentionDays, forwarders, enabled } = health
  const dropped = sumCounts(counts.dropped)
  return [
    !enabled && 'Recording is switched off. Set TELEMETRY_ENABLED=true to store events.',
    !lastEventAt && 'Nothing has been stored yet. The overview shows how to connect an app.',
    lastEventAt && now - Date.parse(lastEventAt) > dayMs && 'No event for more than a day. Check that the client still sends to this server.',
    counts.received > 0 && dropped / counts.received > 0.05 && `${formatRate((dropped / counts.received) * 100)} of the events were dropped. The reasons are listed below.`,
    databaseBytes !== null && quotaBytes !== null && databaseBytes / quotaBytes > 0.8 && 'The database has used more than 80% of its quota. Shorten the retention period or raise the quota.',
    // Events come up to seven days late: days that they changed since the last run wait for the next one.
    unaggregatedDays.length > 3 && now - Date.parse(lastAggregationAt ?? '2000') > 1.1 * dayMs && `${unaggregatedDays.length} days are not aggregated. Check that the daily job runs.`,
    // A day is over up to 14 hours later than in UTC, and the clean-up runs at night.
    oldestRawDay && now - Date.parse(oldestRawDay) > (retentionDays + 3) * dayMs && 'Single events are older than the retention period. Check that the daily job runs.',
    ...forwarders.filter(({ state }) => state === 'failing').map(({ name }) => `${name} does not take events. Its last answer is listed below.`),
  ].filter((worry) => typeof worry === 'string')
}

function Accounting({ health: { counts } }: { readonly health: DataHealth }) {
  const { ignored = [] } = counts
  const dropped = sumCounts(counts.dropped)
  const parts = [
    { name: 'stored', count: counts.stored, tone: 'good' },
    { name: 'duplicates', count: counts.duplicates, tone: 'calm' },
    { name: 'dropped', count: dropped, tone: 'bad' },
  ]
  return (
    <Panel title="Accounting" note="received = stored + duplicates + dropped" csv={() => toTable('Events', [['received', counts.received], ...listCounts(parts), ...listCounts(counts.dropped), ...ignored.map(({ name, count }) => [`without ${name}`, count] as const)])}>
      <Facts
        facts={[
          { label: 'Received', value: formatCount(counts.received), explain: 'Events that reached this server.' },
          { label: 'Stored', value: formatCount(counts.stored), explain: 'Events written to disk.' },
          { label: 'Duplicates', value: formatCount(counts.duplicates), explain: 'Sent again by a client that never got the response. Counted once.' },
          { label: 'Dropped', value: formatCount(dropped), explain: 'Refused for one of the reasons below.', ...(dropped > 0 ? { tone: 'warn' as const } : {}) },
        ]}
      />
      <div class="status-bar status-bar-large" aria-hidden="true">
        {parts.map(({ name, count, tone }) => count > 0 && <span key={name} class={`part tone-${tone}`} style={{ '--grow': count }} data-tip={`${name}: ${formatCount(count)}`} />)}
      </div>
      <h3><Explained label="Dropped by reason" explain="Why events were rejected. Valid ones of the same batch are kept." /></h3>
      {dropped === 0 ? <p class="panel-empty">Nothing was dropped.</p> : <BarList caption="Dropped events by reason" nameLabel="Reason" countLabel="Events" rows={toWords(counts.dropped)} tone="data-bad" />}
      {ignored.length > 0 && (
        <>
          <h3>Stored without an invalid field</h3>
          <BarList caption="Events without the field" nameLabel="Field" countLabel="Events" rows={ignored} tone="data-bad" />
        </>
      )}
    </Panel>
  )
}

function Losses({ health: { counts } }: { readonly health: DataHealth }) {
  const lost = sumCounts(counts.clientLost)
  return (
    <Panel title="Lost before arrival" note="measured, not guessed" csv={() => toTable('Events', [...listCounts(counts.clientLost), ['gaps', counts.gaps]])}>
      <Facts
        facts={[
          { label: 'Reported by clients', value: formatCount(lost), explain: 'Events that clients gave up and reported to the server.' },
          { label: 'Gaps', value: formatCount(counts.gaps), explain: 'Gaps in the sequence numbers of clients.' },
        ]}
      />
      <h3><Explained label="By reason" explain="Why clients gave up events, as they reported it." /></h3>
      {lost === 0 ? <p class="panel-empty">No client reported a loss.</p> : <BarList caption="Lost events by reason" nameLabel="Reason" countLabel="Events" rows={toWords(counts.clientLost)} tone="data-bad" />}
    </Panel>
  )
}

function Storage({ health }: { readonly health: DataHealth }) {
  const { databaseBytes, quotaBytes, rawEvents, oldestRawDay, retentionDays, unaggregatedDays } = health
  const used = databaseBytes !== null && quotaBytes !== null ? databaseBytes / quotaBytes : null
  return (
    <Panel
      title="Storage"
      csv={() => toTable('Value', [
        ['database bytes', databaseBytes], ['quota bytes', quotaBytes], ['raw events', rawEvents], ['oldest raw day', oldestRawDay], ['retention days', retentionDays],
        ...unaggregatedDays.map((day) => ['waiting day', day] as const),
      ])}
    >
      <Facts
        facts={[
          { label: 'Database', value: formatBytes(databaseBytes), explain: quotaBytes === null ? 'Size of the database. There is no quota.' : `Size of the database. The quota is ${formatBytes(quotaBytes)}.` },
          { label: 'Raw events', value: formatCount(rawEvents), explain: `Single events, kept for ${retentionDays} days. Daily numbers stay.` },
          { label: 'Oldest raw day', value: oldestRawDay ? formatDay(oldestRawDay) : NO_NUMBER, explain: 'The next day to be deleted.' },
          { label: 'Waiting days', value: formatCount(unaggregatedDays.length), explain: 'Days without daily numbers yet, today included: reports compute them.' },
        ]}
      />
      {used !== null && (
        <Picture className={`meter ${used > 0.8 ? 'meter-warn' : ''}`} label={`Used quota: ${formatPercent(Math.round(used * 100))}`}>
          <span style={{ '--share': Math.min(used, 1) }} />
        </Picture>
      )}
      {used !== null && <p class="scale" aria-hidden="true">{used < 0.01 ? 'less than 1%' : formatPercent(Math.round(used * 100))} of {formatBytes(quotaBytes)}</p>}
    </Panel>
  )
}

const toTable = (unit: string, rows: CsvTable['rows']): CsvTable => ({ columns: ['Name', unit], rows })
const listCounts = (counts: readonly ReportCount[]) => counts.map(({ name, count }) => [name, count] as const)
