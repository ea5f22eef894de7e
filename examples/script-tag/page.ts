/** The page, with the nonce of this answer and the checksum of the script. No inline code but the queue stub, which the nonce allows. */
export function renderPage({ title, nonce, integrity }: { title: string; nonce: string; integrity: string }): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <script nonce="${nonce}">window.parel=window.parel||function(){(parel.q=parel.q||[]).push(arguments)}</script>
    <script defer nonce="${nonce}" src="/parel.js" integrity="${integrity}" crossorigin="anonymous"
      data-endpoint="/api/telemetry" data-routes="/,/docs/:topic,/account/:name" data-enabled="true"></script>
    <script nonce="${nonce}">parel('trackAction', 'page_opened')</script>
  </head>
  <body>
    <h1>${title}</h1>
    <nav><a href="/">Home</a> <a href="/docs/start">Docs</a> <a href="/account/ada?mail=ada@site.example">Account</a></nav>
    <button data-parel-action="signup_clicked" data-parel-plan="pro">Sign up</button>
    <p><a href="/admin/telemetry">Dashboard</a></p>
  </body>
</html>
`
}

/** Nothing may load or run but what carries the nonce; nothing may connect but the own server; no text becomes code. */
export function readPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}
