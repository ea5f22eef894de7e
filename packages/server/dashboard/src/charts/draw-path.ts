import { type CurveFactory, curveMonotoneX } from 'd3-shape'

/** A place in a drawing, in pixels. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** The path of a smooth line through some places, interrupted where there is none. */
export function drawLine(places: readonly (Place | null)[]): string {
  return drawRuns(places, (curve, run) => drawOver(curve, run))
}

/** The path of the area between such a line and `bottom`. */
export function drawArea(places: readonly (Place | null)[], bottom: number): string {
  return drawRuns(places, (curve, run) => {
    curve.areaStart()
    drawOver(curve, run)
    drawOver(curve, run.toReversed().map(({ x }) => ({ x, y: bottom })))
    curve.areaEnd()
  })
}

type Curve = ReturnType<CurveFactory>

function drawOver(curve: Curve, run: readonly Place[]): void {
  curve.lineStart()
  for (const { x, y } of run) curve.point(x, y)
  curve.lineEnd()
}

// The line, area and path of d3 can do arcs, too, and weigh as much as a panel.
function drawRuns(places: readonly (Place | null)[], draw: (curve: Curve, run: readonly Place[]) => void): string {
  let path = ''
  const write = (command: string) => (...numbers: readonly number[]) => void (path += command + numbers.map((number) => Math.round(number * 1000) / 1000).join())
  const curve = curveMonotoneX({ moveTo: write('M'), lineTo: write('L'), bezierCurveTo: write('C'), closePath: write('Z') } as unknown as CanvasRenderingContext2D)
  let run: Place[] = []
  for (const place of [...places, null]) {
    if (place) run.push(place)
    else if (run.length > 0) {
      draw(curve, run)
      run = []
    }
  }
  return path
}
