import { formatCount } from '../format/numbers'
import { Picture } from './picture'

interface ShareBarProps {
  readonly parts: readonly { readonly name: string; readonly tone: string; readonly count: number }[]
  /** Its name when there is nothing to show. */
  readonly none: string
}

/** One thin bar of parts; it says the name and count of each. */
export function ShareBar({ parts, none }: ShareBarProps) {
  const shown = parts.filter(({ count }) => count > 0)
  const text = shown.map(({ name, count }) => `${name}: ${formatCount(count)}`).join(', ')
  return (
    <Picture className="status-bar" label={text || none} tip={text}>
      {shown.map(({ name, tone, count }) => <span key={name} class={`part tone-${tone}`} style={{ '--grow': count }} />)}
    </Picture>
  )
}
