import { explainCollected, showName } from '../format/name'

interface RowNameProps {
  readonly name: string
  /** Makes the name a button that filters. */
  readonly onPick?: ((name: string) => void) | undefined
  readonly picked?: string | undefined
  /** What a click does, for those who hear it; a description, because the name is heard again with every cell of the row. */
  readonly pickHint?: string | undefined
}

/** The name of a row: text, never markup, cut off with its full form as title. */
export function RowName({ name, onPick, picked, pickHint }: RowNameProps) {
  const collected = explainCollected(name)
  if (collected || !onPick) return <span class={collected ? 'row-name quiet' : 'row-name'} title={collected ? undefined : name} data-tip={collected}><bdi>{showName(name)}</bdi></span>
  return (
    <button
      type="button" class="row-name" title={name} aria-pressed={picked === name}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- ARIA 1.3 allows it everywhere
      aria-description={pickHint}
      onClick={() => onPick(name)}
    >
      <bdi>{showName(name)}</bdi>
    </button>
  )
}
