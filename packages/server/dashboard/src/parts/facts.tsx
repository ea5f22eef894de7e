import type { ComponentChildren } from 'preact'
import { Explained } from './explained'

/** One labelled number. */
export interface Fact {
  readonly label: string
  readonly value: ComponentChildren
  readonly explain: string
  /** `bad` and `good` colour the value. */
  readonly tone?: 'good' | 'bad' | 'warn'
}

/** A row of labelled numbers, each explaining itself. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ label, value, explain, tone }) => (
        <div key={label} data-tip={explain}>
          <dt><Explained label={label} explain={explain} /></dt>
          <dd class={tone ?? ''}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
