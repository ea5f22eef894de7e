import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Test files that take a minute, the longest first: one of them at the end would leave the other core idle. Vitest knows durations only from the last
 * run on the same machine; without them it starts with the largest files.
 */
export const LONG = [
  'e2e/test/durability/kill.test.ts',
  'e2e/test/react/matrix.test.ts',
  'e2e/test/react/examples.test.ts',
  'e2e/test/dashboard/states.test.ts',
  // Not next to the examples: both build with Next.js, which uses both cores.
  'e2e/test/react/next.test.ts',
  // Small files that take half a minute: by their size they would come last.
  'e2e/test/durability/kill-jobs.test.ts',
  'e2e/test/durability/two-servers.test.ts',
  'server/test/store/sqlite-contract.test.ts',
  'server/test/adapters/server-contract.test.ts',
  'server/test/store/migration-kills.test.ts',
  'server/test/reports/totals.test.ts',
  'server/test/store/memory-contract.test.ts',
]

/** The order of Vitest, with the long files before all others. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (LONG.findIndex((name) => moduleId.endsWith(name)) + LONG.length + 1) % (LONG.length + 1)
    return (await super.sort(files)).toSorted((left, right) => rank(left) - rank(right))
  }
}
