import { setTimeout as sleep } from 'node:timers/promises'

/** Bytes of the young generation, both halves together, beyond which it grows no more. */
const enoughBytes = 16_000_000
const lookMs = 100

/**
 * Keeps the garbage of this process small.
 *
 * Under load V8 doubles the memory for short-lived objects again and again, on a machine with much memory up to 134 MB, and lets old memory grow to several
 * times what is alive before it looks. That is right for an application and wrong for a server of 200 MB. It can be told before it starts
 * (`--max-semi-space-size`), which an installed command cannot; later V8 only hears that it should not double any more. Whoever gave a size of their own keeps
 * it. An app with a server of its own decides for itself.
 */
export async function boundHeap(given: readonly string[]): Promise<void> {
  if (given.some((flag) => flag.includes('semi-space') || flag.includes('semi_space'))) return
  const { getHeapSpaceStatistics, setFlagsFromString } = process.getBuiltinModule('node:v8')
  const youngBytes = () => getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0
  try {
    // The worker threads must not stop below what they need; their most is set where they start.
    setFlagsFromString('--min-semi-space-size=4')
    // A quarter more than is alive, then old memory is looked at again.
    setFlagsFromString('--heap-growing-percent=25')
    while (youngBytes() < enoughBytes) await sleep(lookMs, null, { ref: false })
    setFlagsFromString('--semi-space-growth-factor=1')
  } catch {
    // Not V8: Bun has the module, but not its functions.
  }
}
