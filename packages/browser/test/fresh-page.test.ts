import { expect, it, vi } from 'vitest'

it('a test file finds nothing that an earlier one left in the page', async () => {
  history.pushState({ left: 1 }, '', '/left?by=another#file')
  localStorage.setItem('left', '1')
  sessionStorage.setItem('left', '1')
  document.cookie = 'left=1'
  document.head.append(document.createElement('style'))
  document.body.append('left')
  const look = () => [location.href, history.state, localStorage.length, sessionStorage.length, document.cookie, document.documentElement.outerHTML]
  expect(look()).toEqual(['http://localhost:3000/left?by=another#file', { left: 1 }, 1, 1, 'left=1', '<html><head><style></style></head><body>left</body></html>'])
  vi.resetModules()
  await import('./fresh-page')
  expect(look()).toEqual(['http://localhost:3000/', null, 0, 0, '', '<html><head></head><body></body></html>'])
})
