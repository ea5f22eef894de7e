import { anonymizeText, type SanitizeOptions } from '@parel/telemetry-core'
import { reviewText } from '@parel/telemetry-core/review'

/** The rules of the server, as far as they concern a text outside of events. */
export interface LabelRules extends Pick<SanitizeOptions, 'routes' | 'strict' | 'onRemoved'> {
  readonly review?: boolean | undefined
}

/** A label of a token or a share link without what cleaning takes out of a text. It is kept as long as they are, in the file that audits look through. */
export function cleanLabel(label: string, rules: LabelRules): string {
  const clean = anonymizeText(label, rules)
  return rules.review === true ? reviewText(clean, rules) : clean
}
