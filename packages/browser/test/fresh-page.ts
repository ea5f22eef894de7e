// Runs before each test file of a room with a page. The files of a process share that page, and each begins as if it were just opened.
if (typeof window !== 'undefined') {
  history.replaceState(null, '', '/')
  localStorage.clear()
  sessionStorage.clear()
  for (const cookie of document.cookie.split('; ')) document.cookie = `${cookie.split('=')[0]}=; expires=${new Date(0).toUTCString()}`
  document.head.replaceChildren()
  document.body.replaceChildren()
}
