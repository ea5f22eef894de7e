import { REMOVED } from '../anonymize-text'

/** A code behind what it opens or proves. */
const CODE =
  /(?=\d)(?<=[ \u00a0#])(?<=(?:\b(?:verification|security|confirmation|access|entry|gate|door|login|log-in|sign-in|one-time|authentication|pairing|recovery|pickup|pick-up|backup|safe|alarm|keypad|lockbox) ?(?:code|pin|password|passcode)|\b(?:OTP|PIN|passcode)|\b(?:Bestätigungs|Sicherheits|Zugangs|Tür|Anmelde)code|\bcode de (?:vérification|sécurité|confirmation)|\bcódigo de (?:verificación|seguridad|acceso))(?: (?:is|est|es|lautet|ist)|:)?[ \u00a0]#?)\d{3,8}(?!\d|[.,]\d)/giu
/** The day behind what says that somebody was born. */
const BIRTHDAY = /(?=\d)(?<= )(?<=\b(?:born|geboren|née?|nacid[oa]|DOB|date of birth|birthday)(?: (?:on|am|el|le|il|is))?:? )(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?!\d)/giu
/** Keys of a cloud that hold no digit pass for a word in capitals. */
const CLOUD_KEY = /(?<![A-Za-z\d])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z\d])/g

/** Takes out of a text what its words say is a code, a day of birth or a key. */
export function removeToldSecrets(text: string): string {
  // Most texts have neither.
  if (!/\d{2}|A[KS]IA/.test(text)) return text
  return text.replace(CODE, REMOVED).replace(BIRTHDAY, REMOVED).replace(CLOUD_KEY, REMOVED)
}
