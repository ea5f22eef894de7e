/** Code as text, scrollable with the keyboard. */
export function CodeBlock({ label, code }: { readonly label: string; readonly code: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who has no mouse scrolls with the arrow keys, which needs the focus
    <pre class="code" tabIndex={0} aria-label={label}>{code}</pre>
  )
}
