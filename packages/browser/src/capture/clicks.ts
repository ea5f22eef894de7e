import type { Capture } from './capture'

/**
 * Records a click on anything with `data-parel-action="name"`. Further `data-parel-*` attributes become metadata, cleaned like any other.
 * A click on `data-parel-optout` opts out.
 */
export function clicks(): Capture {
  return ({ page, telemetry }) =>
    page.listen(page.document, 'click', (event) => {
      // The path, because the target of a click inside of a component is the component.
      const element = event.composedPath().find((node): node is HTMLElement => node instanceof Element && node.matches('[data-parel-action],[data-parel-optout]'))
      if (!element) return
      const { parelAction, parelOptout, ...data } = element.dataset
      if (parelOptout !== undefined) return telemetry.optOut()
      if (parelAction) telemetry.trackAction(parelAction, undefined, undefined, readMetadata(data))
    })
}

function readMetadata(data: DOMStringMap): Record<string, string | undefined> {
  const entries = Object.entries(data).filter(([name]) => /^parel[A-Z]/.test(name))
  return Object.fromEntries(entries.map(([name, value]) => [name.charAt(5).toLowerCase() + name.slice(6), value]))
}
