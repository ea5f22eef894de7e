import { useEffect } from 'preact/hooks'

const steps: ReadonlyMap<string, readonly [right: number, down: number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
  ['Home', [-Infinity, 0]],
  ['End', [Infinity, 0]],
])

/**
 * Arrow keys walk from cell to cell of every table, so that each number can be reached and explains itself. Cells are no stops of the Tab key: a page of
 * tables would have hundreds of them.
 */
export function useCellWalk(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = steps.get(event.key)
      const cell = (event.target as Element).closest?.<HTMLElement>('td, th')
      if (!step || !cell || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const next = findCell(cell, step)
      if (!next || next === cell) return
      event.preventDefault()
      focusCell(next)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function findCell(cell: HTMLElement, [right, down]: readonly [number, number]): HTMLElement | undefined {
  const row = cell.closest('tr')
  const rows = [...(cell.closest('table')?.rows ?? [])].filter(isShown)
  const nextRow = rows[row ? rows.indexOf(row) + down : -1]
  const column = [...(row?.cells ?? [])].filter(isShown).indexOf(cell as HTMLTableCellElement) + right
  const cells = [...(nextRow?.cells ?? [])].filter(isShown)
  return cells[Math.max(0, Math.min(cells.length - 1, column))]
}

// What a cell holds to press takes the focus; a number takes it itself, and is heard with its meaning.
function focusCell(cell: HTMLElement): void {
  const control = cell.querySelector<HTMLElement>('button, a')
  const meaning = cell.dataset.tipFrom
  if (meaning) cell.setAttribute('aria-describedby', meaning)
  if (!control) cell.tabIndex = -1
  const target = control ?? cell
  target.focus()
}

const isShown = (element: HTMLElement) => element.getClientRects().length > 0
