const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
  body { max-width: 42rem; margin: 0 auto; padding: 1rem }
  nav { display: flex; flex-wrap: wrap; gap: 0 1rem }
  button { font: inherit; padding: 0.4rem 0.9rem }
`

/** The page, with the nonce of this answer and the checksum of the script. No inline code but the queue stub, which the nonce allows. */
export function renderPage({ title, nonce, integrity }: { title: string; nonce: string; integrity: string }): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <style nonce="${nonce}">${STYLE}</style>
    <script nonce="${nonce}">window.parel=window.parel||function(){(parel.q=parel.q||[]).push(arguments)}</script>
    <script defer nonce="${nonce}" src="/parel.js" integrity="${integrity}" crossorigin="anonymous"
      data-endpoint="/api/telemetry" data-routes="/,/docs/:topic,/account/:name" data-enabled="true"></script>
    <script nonce="${nonce}">parel('trackAction', 'page_opened')</script>
  </head>
  <body>
    <nav><a href="/">Home</a> <a href="/docs/start">Docs</a> <a href="/account/ada?mail=ada@site.example">Account</a> <a href="/admin/telemetry">Dashboard</a></nav>
    <h1>${title}</h1>
    <p>Pages and clicks are counted; the name and the mail address in the link of the account stay here.</p>
    <button data-parel-action="signup_clicked" data-parel-plan="pro">Sign up</button>
  </body>
</html>
`
}

/** Nothing may load or run but what carries the nonce; nothing may connect but the own server; no text becomes code. */
export function readPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}
