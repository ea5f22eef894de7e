import type { PrivacyInventory } from '@parel/telemetry-core'
import type { Api } from '../api/api'
import { sumCounts, toWords } from '../format/counts'
import { formatAgo, formatDay } from '../format/dates'
import { formatCount } from '../format/numbers'
import { BarList } from '../parts/bar-list'
import { Facts } from '../parts/facts'
import { Icon } from '../parts/icon'
import { Panel } from '../parts/panel'
import { ScrollArea } from '../parts/scroll-area'
import { useLoaded } from '../state/use-loaded'
import { Loading, Problem } from './states'

/** What is kept, what was taken out, and for how long: read from the running server, not from a policy. */
export function PrivacyView({ api, version }: { readonly api: Api; readonly version: number }) {
  const { value, problem, refresh } = useLoaded(api.readPrivacy, version)
  if (!value) return problem ? <Problem problem={problem} onRetry={refresh} /> : <Loading />
  return (
    <div class="grid">
      <Retention inventory={value} />
      <Panel title="Stored for each event" className="panel-full" csv={() => ({ columns: ['Field', 'Type', 'Keeps'], rows: value.fields.map(({ name, type, keeps }) => [name, type, keeps]) })}>
        <ScrollArea label="Fields kept">
          <table class="plain fields">
            <caption class="hidden">Fields kept</caption>
            <thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">What it keeps</th></tr></thead>
            <tbody>
              {value.fields.map(({ name, type, keeps }) => (
                <tr key={name}><th scope="row"><code>{name}</code></th><td class="quiet text">{type}</td><td class="text">{keeps}</td></tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      </Panel>
      <Panel
        title="Removed by rule" note="before anything was stored"
        csv={() => ({ columns: ['Rule', 'Times'], rows: value.removed.map(({ name, count }) => [name, count]) })}
      >
        {value.removed.length === 0 ? (
          <p class="panel-empty">No rule had to remove anything.</p>
        ) : (
          <BarList caption="Removals by rule" nameLabel="Rule" countLabel="Times" rows={toWords(value.removed)} limit={12} />
        )}
      </Panel>
      <NeverKept inventory={value} />
    </div>
  )
}

/** Clean-up runs at night: for a day what is due is not late. */
function formatDue(day: string, now: number): string {
  const lateMs = now - Date.parse(day)
  if (lateMs < 0) return formatAgo(day, now)
  return lateMs > 2 * 86_400_000 ? 'overdue' : 'now'
}

function Retention({ inventory: { retentionDays, nextDeletion, optOuts, removed, now: serverNow } }: { readonly inventory: PrivacyInventory }) {
  const now = Date.parse(serverNow)
  const taken = sumCounts(removed)
  return (
    <Panel
      title="Privacy" className="panel-full" note="as this server keeps it now"
      csv={() => ({ columns: ['Name', 'Value'], rows: [['retention days', retentionDays], ['next deletion', nextDeletion], ['taken out', taken], ['opt-outs', optOuts]] })}
    >
      <Facts
        facts={[
          { label: 'Retention', value: `${formatCount(retentionDays)} days`, explain: 'Single events are deleted after this time. Daily numbers stay.' },
          {
            label: 'Next deletion', value: nextDeletion ? formatDue(nextDeletion, now) : 'nothing to delete',
            explain: nextDeletion ? `The oldest single events are due on ${formatDay(nextDeletion)}.` : 'There are no single events.',
          },
          { label: 'Taken out', value: formatCount(taken), explain: 'How often a rule removed something personal or secret.' },
          { label: 'Opt-outs', value: formatCount(optOuts), explain: 'Events dropped because a browser objected (GPC, DNT).' },
        ]}
      />
    </Panel>
  )
}

function NeverKept({ inventory: { neverKept, destinations } }: { readonly inventory: PrivacyInventory }) {
  return (
    <Panel
      title="Never kept"
      csv={() => ({ columns: ['Part', 'Name'], rows: [...neverKept.map((name) => ['never kept', name]), ...destinations.map(({ name, fields }) => ['goes to', `${name}: ${fields.join(', ')}`])] })}
    >
      <ul class="never">{neverKept.map((name) => <li key={name}><Icon name="close" />{name}</li>)}</ul>
      <h3>Where it goes</h3>
      {destinations.length === 0 ? (
        <p class="quiet">Nowhere. All data stay on this server.</p>
      ) : (
        <ul class="destinations">{destinations.map(({ name, fields }) => <li key={name}><strong>{name}</strong> gets {fields.join(', ')}</li>)}</ul>
      )}
    </Panel>
  )
}
