import { useId } from 'preact/hooks'

interface ExplainedProps {
  readonly label: string
  readonly explain: string
  /** For cells that mean the same. */
  readonly id?: string
}

/** A word that explains itself on hover and focus; the hint itself is drawn by {@link HintLayer}. */
export function Explained({ label, explain, id: given }: ExplainedProps) {
  const own = useId()
  const id = given ?? own
  return (
    <>
      <button type="button" class="term" aria-describedby={id}>{label}</button>
      <span id={id} hidden>{explain}</span>
    </>
  )
}
