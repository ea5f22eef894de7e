import { expect, it } from 'vitest'
import { drawArea, drawLine } from '../../dashboard/src/charts/draw-path'

const at = (x: number, y: number) => ({ x, y })

// The paths are those of d3's line(), area() and curveMonotoneX.
it.each([
  ['nothing', [], ''],
  ['a dot where a value stands alone', [at(3, 4)], 'M3,4Z'],
  ['a straight line between two', [at(0, 10), at(10, 0)], 'M0,10L10,0'],
  ['a curve that never passes its values', [at(0, 0), at(10, 10), at(20, 10)], 'M0,0C3.333,5,6.667,10,10,10C13.333,10,16.667,10,20,10'],
  ['two lines around a gap', [null, at(0, 1), at(1, 2), null, at(3, 3), null], 'M0,1L1,2M3,3Z'],
])('a line is %s', (_name, places, path) => expect(drawLine(places)).toBe(path))

it.each([
  ['nothing', [null], ''],
  ['closed along its bottom', [at(0, 10), at(10, 0)], 'M0,10L10,0L10,20L0,20Z'],
  ['one for each run', [at(0, 1), at(1, 1), null, at(3, 3), at(4, 4)], 'M0,1L1,1L1,20L0,20ZM3,3L4,4L4,20L3,20Z'],
])('an area is %s', (_name, places, path) => expect(drawArea(places, 20)).toBe(path))
