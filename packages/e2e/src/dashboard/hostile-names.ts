const payloads = [
  '<script>window.__xss=1</script>', '<img src=x onerror=window.__xss=1>', '"><svg onload=window.__xss=1>', "'-window.__xss=1-'", 'javascript:window.__xss=1',
  '<iframe srcdoc="<script>parent.__xss=1</script>">', '{{constructor.constructor("window.__xss=1")()}}', '${window.__xss=1}', '</title><script>window.__xss=1</script>',
  '<a href="javascript:window.__xss=1">x</a>', '<style>*{display:none}</style>', '<base href=//evil.invalid>', '<meta http-equiv=refresh content=0>', '<object data=x>', '&lt;script&gt;',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '\u202Egnp.exe', '\u0000null', '\u2028line', '\uFFFDreplaced', 'ﷺ', '👩‍👩‍👧‍👦', '=cmd|calc', '%3Cscript%3E', '../../etc/passwd', '\\..\\x', '//evil.invalid/x',
  '--><!--', ']]>', '<!--', '`${1}`', 'null', 'undefined', 'NaN', 'true', '-0', '(rare)x',
] as const
const shapes = [(text: string) => text, (text: string) => `/${text}`, (text: string) => `/a/${text}/b`, (text: string) => `${text}${'A'.repeat(80)}`, (text: string) => ` ${text}\t`] as const

/** 200 names that try to become something else than text. */
export const HOSTILE_NAMES: readonly string[] = payloads.flatMap((payload) => shapes.map((shape) => shape(payload)))
