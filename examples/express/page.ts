const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
  body { max-width: 42rem; margin: 0 auto; padding: 1rem }
  nav { display: flex; flex-wrap: wrap; gap: 0 1rem }
  button { font: inherit; padding: 0.4rem 0.9rem }
`

/** A page of the site. The title is escaped, because it may come from the address. */
export function renderPage(title: string): string {
  const text = title.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${text}</title>
    <link rel="icon" href="data:,">
    <style>${STYLE}</style>
    <script defer src="/scripts/parel.global.js" data-endpoint="/api/telemetry" data-routes="/,/orders/:id" data-enabled="true"></script>
  </head>
  <body>
    <nav><a href="/">Home</a> <a href="/orders/1042?mail=ada@site.example">An order</a> <a href="/admin/telemetry">Dashboard</a></nav>
    <h1>${text}</h1>
    <p>Pages and clicks are counted here, calls of the API on the server: <a href="/api/orders/1042">one that works</a>, <a href="/api/broken">one that fails</a>.</p>
    <button data-parel-action="order_printed">Print</button>
  </body>
</html>
`
}
