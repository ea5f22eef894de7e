/** A page of the site. The title is escaped, because it may come from the address. */
export function renderPage(title: string): string {
  const text = title.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${text}</title>
    <link rel="icon" href="data:,">
    <script defer src="/scripts/parel.global.js" data-endpoint="/api/telemetry" data-routes="/,/orders/:id" data-enabled="true"></script>
  </head>
  <body>
    <h1>${text}</h1>
    <p><a href="/">Home</a> <a href="/orders/1042?mail=ada@site.example">An order</a></p>
    <button data-parel-action="order_printed">Print</button>
    <p><a href="/api/orders/1042">Call the API</a> <a href="/api/broken">Call a broken one</a> <a href="/admin/telemetry">Dashboard</a></p>
  </body>
</html>
`
}
