import type { ComponentChildren } from 'preact'

/** A few choices side by side, one of them taken. */
export function Segmented({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <fieldset class="segmented">
      <legend class="hidden">{label}</legend>
      {children}
    </fieldset>
  )
}
