const GROUPS = /^(?=.*(?:\d[A-Z]|[A-Z]\d))[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,7}$/

/** `QX7T2-PAB19-0KD3F`: a licence or gift card code, in three or more groups, one of which mixes letters and digits. */
export function isGroupedCode(text: string): boolean {
  return text.length > 13 && text.length < 60 && text.includes('-') && GROUPS.test(text)
}
