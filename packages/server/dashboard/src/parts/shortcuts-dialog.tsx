import type { Shortcut } from '../state/shortcuts'
import { Dialog } from './dialog'
import { Switch } from './switch'

interface ShortcutsDialogProps {
  readonly shortcuts: readonly Shortcut[]
  readonly enabled: boolean
  readonly onEnable: (enabled: boolean) => void
  readonly onClose: () => void
}

/** Every key and what it does. */
export function ShortcutsDialog({ shortcuts, enabled, onEnable, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl class="keys">
        {shortcuts.map(({ key, label }) => (
          <div key={key}><dt><kbd>{key === 'escape' ? 'Esc' : key.toUpperCase()}</kbd></dt><dd>{label}</dd></div>
        ))}
        <div><dt><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd></dt><dd>Move through the focused chart or table</dd></div>
      </dl>
      <Switch label="Single keys are on" checked={enabled} onChange={onEnable} />
    </Dialog>
  )
}
