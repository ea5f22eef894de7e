/** Numbers the sessions of a day from 0 on, so that what is known of them fits into columns. */
export interface SessionSlots {
  of(session: number): number
  /** The slot of a session that has one. */
  find(session: number): number | undefined
}

/** Creates an empty numbering. */
export function createSessionSlots(): SessionSlots {
  const slots = new Map<number, number>()
  // Events of one session come in batches.
  let lastSession = Number.NaN
  let lastSlot = 0
  return {
    find: (session) => slots.get(session),
    of(session) {
      if (session === lastSession) return lastSlot
      let slot = slots.get(session)
      if (slot === undefined) slots.set(session, (slot = slots.size))
      lastSession = session
      lastSlot = slot
      return slot
    },
  }
}

const firstSlots = 256

/** A list of numbers by slot that grows with the slots. */
export interface Column {
  get(slot: number): number
  set(slot: number, value: number): void
}

/** Creates a column in which every slot holds `empty` at first: eight bytes a slot. */
export function createColumn(empty: number): Column {
  let cells = new Float64Array(firstSlots).fill(empty)
  return {
    get: (slot) => cells[slot] ?? empty,
    set(slot, value) {
      if (slot >= cells.length) {
        const larger = new Float64Array(Math.max(slot + 1, Math.ceil(cells.length * 1.5))).fill(empty, cells.length)
        larger.set(cells)
        cells = larger
      }
      cells[slot] = value
    },
  }
}
