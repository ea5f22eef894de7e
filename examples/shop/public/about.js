// What a plain page does anyway. The script tag sees the call; this file knows nothing of it.
document.querySelector('#hours').addEventListener('click', async () => {
  const response = await fetch('/api/shop/opening-hours')
  const { text } = await response.json()
  document.querySelector('#answer').textContent = text
})
