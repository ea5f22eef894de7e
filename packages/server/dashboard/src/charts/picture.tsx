import type { ComponentChildren } from 'preact'

interface PictureProps {
  readonly label: string
  readonly className: string
  readonly tip?: string
  readonly children: ComponentChildren
}

/** A drawing made of elements. Heard as one picture with a name; its numbers stand in a table. */
export function Picture({ label, className, tip, children }: PictureProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <img> cannot be drawn with the colours of the theme
    <span class={className} role="img" aria-label={label} data-tip={tip}>{children}</span>
  )
}
