import { useState } from 'preact/hooks'
import { Icon } from './icon'

/** Copies a text and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      // Refused by the browser: the text is on the screen and can be selected.
      () => setCopied(false),
    )
  return (
    <button type="button" class="button button-small" aria-label={label} onClick={() => void copy()} onBlur={() => setCopied(false)}>
      <Icon name={copied ? 'check' : 'copy'} /> <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
    </button>
  )
}
