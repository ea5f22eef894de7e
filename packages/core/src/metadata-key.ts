const SENSITIVE =
  / (?:pass(?:word|wd|code|phrase|port)?|pwd|secrets?|token|credentials?|auth|authorization|cookies?|csrf|xsrf|jwt|bearer|signature|session ?id|sess(?:id)?|sid|e?mails?|phones?|tel|telephone|mobile|fax|ssn|dob|birth(?:day|date|s)?|iban|bic|swift|cvv|cvc|cv2|pan|pin|otp|ip|ips|ipv[46]|lat|lng|lon|latitude|longitude|coordinates|geo|gps|zip|zipcode|postcode|postal|street|salary|passport|imei|imsi|msisdn|iccid|mac|idfa|gaid|fingerprint|username|login|nick|nickname|surname|firstname|lastname|fullname|forename|handle|dni|nif|tin|vat|ein|nhs|mrn|license|licence|salt|uuid|guid|address(?:es)?|key|keys|card|cards|iv|nonce|ua|avatar|gender|age|ethnicity|religion|diagnosis) /
const PAIR =
  / (?:(?:first|last|full|given|family|middle|maiden|display|real|legal|nick|screen|user|customer|client|patient|member|owner|contact|recipient|sender|employee|person|card ?holder|account|holder|billing|shipping|profile|guest|student|player|friend|author|company) ?name|(?:user|usr|customer|account|acct|member|patient|employee|person|people|device|visitor|profile|contact|player|owner|author|student|subscriber|distinct|anonymous|client|session|tenant|guest|friend|tracking|external|tax|national|order|transaction|invoice|payment|charge|booking|message|chat|ticket|document|file|record) ?(?:id|ids|no|number|num|ref)|postal code|zip code|user ?agent|account|credit card|card number|remote addr|forwarded for) /
const BENIGN_END =
  / (?:count|counts|enabled|disabled|visible|hidden|shown|type|types|kind|length|strength|valid|invalid|required|changed|status|state|field|fields|label|method|provider|policy|max|min|limit|size|ms|duration|version|format|verified|present|total|used|page|screen|form|step|button|view|tab|input|focus|error|errors|code|mode|level|name length|template|list|group|order|index|position|height|width|color|theme|board|flow|setup|reset|rotation|expiry|expires|exists|set) $/
const BENIGN_KEY =
  / (?:sort|query|cache|translation|i18n|message|locale|primary|foreign|hot|shortcut|partition|feature|flag|theme|menu|tab|row|react|object|arrow|modifier|enter|escape|storage|route|group|label|column|setting|config|option) keys? $/

/** What becomes of the value of a key. */
export type KeyVerdict = 'keep' | 'drop' | 'identifier'

const known = new Map<string, KeyVerdict>()
const MAX_KNOWN = 200

/**
 * Judges a key by its words, not by its letters: `apiKey` goes, `keyboard` stays.
 *
 * @param parent - The key of the object around it: `name` means something else under `user`.
 */
export function judgeKey(key: string, parent = ''): KeyVerdict {
  const path = parent ? `${parent} ${key}` : key
  let verdict = known.get(path)
  if (!verdict) {
    verdict = judgeWords(splitWords(key), splitWords(path))
    if (known.size < MAX_KNOWN && verdict === 'keep') known.set(path, verdict)
  }
  return verdict
}

/** The words of a key in small letters, each between blanks. */
export function splitWords(key: string): string {
  const spaced = key.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ').replace(/[^A-Za-z\d]+/g, ' ')
  return ` ${spaced.trim().toLowerCase()} `
}

function judgeWords(own: string, path: string): KeyVerdict {
  if (own.length > 3 && BENIGN_END.test(own)) return 'keep'
  if (BENIGN_KEY.test(own)) return 'keep'
  if (SENSITIVE.test(own) || PAIR.test(path)) return 'drop'
  if (/passw|secret|credential|sessid|apikey|accesstoken|authtoken|refreshtoken|creditcard|cardnumber|phonenumber|useremail/.test(own)) return 'drop'
  return / (?:id|ids|uuid|guid|uid|hash|ref) $/.test(own) ? 'identifier' : 'keep'
}
