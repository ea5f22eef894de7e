import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { downloadText } from '../export/download'
import { encodeCsv, type CsvTable } from '../export/csv'
import { Icon } from './icon'

interface PanelProps {
  readonly title: string
  /** What the panel says in one short line, beside the title. */
  readonly note?: ComponentChildren
  readonly tools?: ComponentChildren
  /** What the CSV button saves: exactly what the panel shows. */
  readonly csv?: () => CsvTable
  readonly className?: string
  readonly children: ComponentChildren
}

/** One card of the page. */
export function Panel({ title, note, tools, csv, className = '', children }: PanelProps) {
  const id = useId()
  return (
    <section class={`panel ${className}`} aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span class="panel-note">{note}</span>}
        <span class="panel-tools">
          {tools}
          {csv && <CsvButton title={title} csv={csv} />}
        </span>
      </header>
      {children}
    </section>
  )
}

/** Saves what a panel shows. */
export function CsvButton({ title, csv }: Required<Pick<PanelProps, 'title' | 'csv'>>) {
  const save = () => downloadText(`${title.toLowerCase().replace(/ /g, '-')}.csv`, 'text/csv', encodeCsv(csv()))
  return (
    <button type="button" class="icon-button" aria-label={`Download ${title} as CSV`} data-tip="Download as CSV" onClick={save}>
      <Icon name="download" />
    </button>
  )
}
