import { cleanLabel, type LabelRules } from '../cleaning/clean-label'

/**
 * Why a label is refused; undefined for one that can be kept. What was taken out is not quoted: the answer may be logged.
 *
 * @param name - What it is called where it was given.
 */
export function refuseLabel(label: string, { name, rules }: { readonly name: string; readonly rules: LabelRules }): string | undefined {
  const clean = cleanLabel(label, rules)
  return clean === label ? undefined : `${name} would be ${JSON.stringify(clean)} without what looks like personal data, and it stays in the database. Name a team or a purpose, such as "design team".`
}
