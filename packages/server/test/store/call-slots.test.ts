import { describe, expect, it } from 'vitest'
import { createCallSlots } from '../../src/store/sqlite/call-slots'

describe('calls that wait', () => {
  it('get back what was kept, once', () => {
    const slots = createCallSlots<string>()
    const [first, second] = [slots.add('a'), slots.add('b')]
    expect([slots.take(second), slots.take(first), slots.take(first), slots.take(99)]).toEqual(['b', 'a', undefined, undefined])
    expect(slots.size).toBe(0)
  })

  it('never share a number, though they share a place', () => {
    const slots = createCallSlots<number>()
    const numbers = Array.from({ length: 1000 }, (_, index) => {
      const [kept, taken] = [index % 10 === 0 ? slots.add(index) : -1 - index, slots.add(index)]
      slots.take(taken)
      return [kept, taken]
    }).flat()
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(slots.size).toBe(100)
  })

  it('are all given back at the end', () => {
    const slots = createCallSlots<string>()
    slots.take(slots.add('gone'))
    slots.add('a')
    slots.add('b')
    expect([...slots.takeAll()].sort()).toEqual(['a', 'b'])
    expect([slots.size, slots.takeAll()]).toEqual([0, []])
  })
})
