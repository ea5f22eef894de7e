import type { ComponentChildren } from 'preact'

/** Something wide or long that scrolls by itself, with the keyboard too. */
export function ScrollArea({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has no mouse scrolls with the arrow keys, which needs the focus
    <section class="scroll" tabIndex={0} aria-label={label}>{children}</section>
  )
}
