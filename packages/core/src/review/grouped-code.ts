const GROUPS = /^(?=.*(?:\d[A-Z]|[A-Z]\d))[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,7}$/

/** `QX7T2-PAB19-0KD3F`: the code of a licence or a gift card, in three groups or more of which one has letters and digits side by side. */
export function isGroupedCode(text: string): boolean {
  return text.length < 60 && GROUPS.test(text)
}
