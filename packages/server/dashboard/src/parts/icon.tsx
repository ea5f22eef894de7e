const PATHS = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  download: 'M8 2v8m0 0L4.5 6.5M8 10l3.5-3.5M2.5 13.5h11',
  close: 'M4 4l8 8m0-8l-8 8',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  check: 'M3 8.5l3.2 3.2L13 5',
  warning: 'M8 2.2 14.4 13H1.6L8 2.2Zm0 4.3v3m0 1.9v.1',
  share: 'M6.5 9.5l3-3M7 5l1.8-1.8a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.800 1.800a2.8 2.8 0 0 1-4-4L5 7',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.700M13 2v3h-3',
  keyboard: 'M1.500 4h13v8h-13zM4 7h.01M6.700 7h.01M9.300 7h.01M12 7h.01M5 9.700h6',
  pause: 'M5.500 3v10M10.500 3v10',
  play: 'M4.500 3l8 5-8 5z',
  leave: 'M9.500 2.500h-6v11h6M7 8h7m0 0l-2.500-2.500M14 8l-2.500 2.500',
  arrow: 'M3 8h10m0 0L9.500 4.500M13 8l-3.500 3.500',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  calendar: 'M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 1.800v3M10.500 1.800v3',
} as const

/** The name of a drawing. */
export type IconName = keyof typeof PATHS

/** A 16 px line drawing. Decoration: the words stand beside it or in the label of its button. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
