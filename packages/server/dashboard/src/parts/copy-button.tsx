import { useState } from 'preact/hooks'
import { Icon } from './icon'

/** Copies a text and says whether it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, say] = useState('Copy')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      say('Copied')
    } catch {
      // Over plain http there is no clipboard, and the browser may refuse it: the text is on the screen and can be selected.
      say('Not copied')
    }
  }
  return (
    <button type="button" class="button button-small" aria-label={label} onClick={copy} onBlur={() => say('Copy')}>
      <Icon name={said === 'Copied' ? 'check' : 'copy'} /> <span aria-live="polite">{said}</span>
    </button>
  )
}
