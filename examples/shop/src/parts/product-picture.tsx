import type { CSSProperties, ReactElement } from 'react'

interface ProductPictureProps {
  readonly category: 'tea' | 'stoneware'
  readonly hue: number
}

/** A drawing in the product's own colour, so that the demo needs no photographs. */
export function ProductPicture({ category, hue }: ProductPictureProps): ReactElement {
  return (
    <span className="picture" style={{ '--hue': hue } as CSSProperties} aria-hidden="true">
      <svg viewBox="0 0 120 90">{category === 'tea' ? <Tin /> : <Bowl />}</svg>
    </span>
  )
}

function Tin(): ReactElement {
  return (
    <g>
      <rect className="body" x="38" y="24" width="44" height="52" rx="5" />
      <rect className="lid" x="35" y="15" width="50" height="13" rx="4" />
      <rect className="label" x="45" y="38" width="30" height="24" rx="2" />
      <path className="leaf" d="M60 57c-8-5-8-12 0-16 8 4 8 11 0 16z" />
    </g>
  )
}

function Bowl(): ReactElement {
  return (
    <g>
      <path className="body" d="M26 34h68c0 24-13 38-34 38S26 58 26 34z" />
      <ellipse className="lid" cx="60" cy="34" rx="34" ry="8" />
      <path className="label" d="M31 47c16 7 42 7 58 0l-2 8c-15 6-39 6-54 0z" />
      <rect className="body" x="47" y="70" width="26" height="7" rx="3" />
    </g>
  )
}
