import { afterAll, afterEach, beforeEach } from 'vitest'

// Every test gets its own page: a client that an earlier test left running would react to the "pagehide" and the clicks of this one, change the session that
// it shares, and send. Shutting each client down would not help, because that sends, too.
const leftovers: (() => void)[] = []
let isTesting = false

// Some tests run without a page.
for (const target of typeof window === 'undefined' ? [] : [window, document]) {
  const original = target.addEventListener
  const add = original.bind(target)
  target.addEventListener = (type: string, listener: EventListenerOrEventListenerObject, options?: AddEventListenerOptions | boolean) => {
    add(type, listener, options)
    if (isTesting) leftovers.push(() => target.removeEventListener(type, listener, options))
  }
  // The next file may get the same page.
  afterAll(() => {
    target.addEventListener = original
  })
}

beforeEach(() => {
  isTesting = true
})

afterEach(() => {
  isTesting = false
  for (const remove of leftovers.splice(0)) remove()
})
