import { afterEach, beforeEach } from 'vitest'

// Every test is a page of its own: a client that an earlier test left running would answer to the "pagehide" and the clicks of this one, move the session that
// it shares, and send. Ending each client would not do, because ending sends, too.
const leftovers: (() => void)[] = []
let isTesting = false

// Some tests run where there is no page.
for (const target of typeof window === 'undefined' ? [] : [window, document]) {
  const add = target.addEventListener.bind(target)
  target.addEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: AddEventListenerOptions | boolean) => {
    add(type, listener, options)
    if (isTesting) leftovers.push(() => target.removeEventListener(type, listener, options))
  }
}

beforeEach(() => {
  isTesting = true
})

afterEach(() => {
  isTesting = false
  for (const remove of leftovers.splice(0)) remove()
})
