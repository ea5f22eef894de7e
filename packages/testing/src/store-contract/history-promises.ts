import type { TelemetryEvent } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { createCrowd, type Crowd } from './history'
import { createOracle, type Oracle } from './oracle'
import { allDays, batchOf, dayMs, noon, plainRow } from './parts'
import { compareTotals } from './totals'
import type { StoreHarness, StoreUnderTest } from './store-under-test'

const steps = 60
const retentionDays = 9

const worlds = [
  { seed: 1, timeZone: 'UTC' },
  { seed: 2, timeZone: 'Europe/Berlin', contextsPerDay: 3 },
  { seed: 3, timeZone: 'Asia/Kathmandu', minSessions: 3 },
  { seed: 4, timeZone: 'America/St_Johns', contextsPerDay: 4, minSessions: 2 },
  { seed: 5, timeZone: 'Australia/Lord_Howe' },
]

/** The heart of the contract: whatever happens, in whatever order, every number equals that of the reference implementation. */
export function historyPromises({ create, again }: StoreHarness): void {
  it.each(worlds)('equals the oracle at every look (seed $seed, $timeZone)', async ({ seed, timeZone, ...limits }) => {
    const settings = { timeZone, limits }
    const crowd = createCrowd(seed)
    const world: World = { crowd, oracle: createOracle({ timeZone, ...limits }), store: await create(settings), sent: [], now: noon + seed * 40 * dayMs }
    for (let step = 0; step < steps; step++) {
      await act(world)
      if (step % 4 === 3) await compare(world)
      if (again !== undefined && crowd.random.chance(0.05)) {
        await world.store.close()
        world.store = await again(world.store, settings)
      }
    }
    await compare(world)
    expect(world.oracle.rows()).not.toHaveLength(0)
    await world.store.close()
  })
}

interface World {
  readonly crowd: Crowd
  readonly oracle: Oracle
  store: StoreUnderTest
  readonly sent: TelemetryEvent[][]
  now: number
}

async function act(world: World): Promise<void> {
  const { random } = world.crowd
  const roll = random.below(100)
  if (roll < 60) return send(world, world.crowd.events(world.now, 1 + random.below(60)))
  if (roll < 70 && world.sent.length > 0) return send(world, random.shuffle([...random.pick(world.sent), ...random.pick(world.sent).slice(0, 5).map((event) => redate(event, world))]))
  // New ones, some of them twice and dated otherwise the second time: which of the two comes first is the one that counts.
  if (roll < 74) return send(world, random.shuffle(world.crowd.events(world.now, 1 + random.below(20)).flatMap((event) => [event, redate(event, world)])))
  if (roll < 80) return void (await world.store.aggregate({ now: world.now }))
  if (roll < 86) {
    await world.store.cleanup({ now: world.now, retentionDays })
    return world.oracle.sealBefore(dayOfNow(world) - retentionDays)
  }
  world.now += random.chance(0.2) ? 5 * dayMs : random.below(dayMs)
}

/** The same id at another time, now and then: what a client does whose clock was set between two tries. */
function redate(event: TelemetryEvent, { crowd: { random } }: World): TelemetryEvent {
  return random.chance(0.4) ? { ...event, createdAt: event.createdAt - random.below(2 * dayMs) } : event
}

function dayOfNow({ now, oracle }: World): number {
  return oracle.dayOf(now)
}

async function send(world: World, events: TelemetryEvent[]): Promise<void> {
  world.sent.push(events)
  const expected = events.map((event) => world.oracle.accept(event, world.now))
  const result = await world.store.insert(batchOf(events, { receivedAt: world.now }))
  const count = (fate: string) => expected.filter((each) => each === fate).length
  expect({ stored: result.stored, duplicates: result.duplicates }).toEqual({ stored: count('stored'), duplicates: count('duplicate') })
  for (const reason of ['too_old', 'future', 'sealed']) expect(result.dropped.get(reason) ?? 0).toBe(count(reason))
}

async function compare({ store, oracle, now }: World): Promise<void> {
  const [rows, transitions] = [oracle.rows(), oracle.transitions()]
  expect((await store.readAggregates(allDays, now)).map(plainRow)).toEqual(rows.map(plainRow))
  expect(await store.readTransitions(allDays, now)).toEqual(transitions)
  await compareTotals(store, { rows, transitions, now })
}
