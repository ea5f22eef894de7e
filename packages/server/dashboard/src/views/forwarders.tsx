import type { ForwarderHealth } from '@parel/telemetry-core'
import { formatCount, formatLength } from '../format/numbers'
import { Explained } from '../parts/explained'
import { Panel } from '../parts/panel'
import { ScrollArea } from '../parts/scroll-area'

const columns = [
  { label: 'Name', explain: '' },
  { label: 'State', explain: 'Whether it accepts events. While it fails, they wait here.' },
  { label: 'Sent', explain: 'Events that the destination has accepted.' },
  { label: 'Waiting', explain: 'Stored events that are still to be sent.' },
  { label: 'Dropped', explain: 'Events rejected permanently. They are still stored here.' },
  { label: 'Behind', explain: 'Age of the oldest event that is still to be sent.' },
] as const

/** Copies to other systems, and whether they arrive. */
export function Forwarders({ forwarders }: { readonly forwarders: readonly ForwarderHealth[] }) {
  return (
    <Panel
      title="Forwarders" note="copies to other systems"
      csv={() => ({
        columns: [...columns.map(({ label }) => label), 'Last error'],
        rows: forwarders.map(({ name, state, sent, pending, dropped, lagMs, lastError }) => [name, state, sent, pending, dropped, lagMs, lastError]),
      })}
    >
      {forwarders.length === 0 ? (
        <p class="panel-empty">None. All data stay on this server.</p>
      ) : (
        <ScrollArea label="State of the forwarders">
          <table class="plain">
            <caption class="hidden">Forwarders</caption>
            <thead><tr>{columns.map(({ label, explain }) => <th key={label} scope="col">{explain ? <Explained id={`forwarder-${label}`} label={label} explain={explain} /> : label}</th>)}</tr></thead>
            <tbody>
              {forwarders.map(({ name, state, sent, pending, dropped, lagMs, lastError }) => (
                <tr key={name}>
                  <th scope="row">{name}{lastError && <span class="block bad">{lastError}</span>}</th>
                  {[<span key={state} class={`badge badge-${state}`}>{state}</span>, formatCount(sent), formatCount(pending), formatCount(dropped), formatLength(lagMs)].map((cell, index) => (
                    <td key={columns[index + 1]?.label} data-tip-from={`forwarder-${columns[index + 1]?.label}`}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  )
}
