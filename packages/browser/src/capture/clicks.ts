import type { Capture } from './capture'
import { listen } from '../page'

/**
 * Records clicks on any element with `data-parel-action="name"`. Other `data-parel-*` attributes become metadata, cleaned like any other.
 * A click on `data-parel-optout` opts out.
 *
 * @example
 * ```html
 * <button data-parel-action="signup" data-parel-plan="pro">Sign up</button>
 * ```
 */
export function clicks(): Capture {
  return ({ telemetry }) =>
    listen(document, 'click', (event) => {
      // The path, because a click inside a shadow root has the host as its target. It ends with objects that have no `dataset`.
      const path = event.composedPath() as Partial<HTMLElement>[]
      const marked = path.find(({ dataset }) => (dataset?.parelAction ?? dataset?.parelOptout) !== undefined)
      const { parelOptout, parelAction, ...data } = marked?.dataset ?? {}
      if (parelOptout !== undefined) return telemetry.optOut()
      if (parelAction) telemetry.trackAction(parelAction, undefined, undefined, readMetadata(data))
    })
}

function readMetadata(data: DOMStringMap): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (/^parel[A-Z]/.test(name) ? [[(name[5] as string).toLowerCase() + name.slice(6), value]] : [])))
}
