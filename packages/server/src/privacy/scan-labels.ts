import type { DatabaseSync } from 'node:sqlite'
import { cleanLabel } from '../cleaning/clean-label'
import type { Findings } from './finding'
import type { JudgingRules } from './is-clean-metadata'
import { parseStored } from './parse-stored'

/** Labels of tokens and share links, by the rule that refuses them where they are made. */
export function scanLabels(db: DatabaseSync, findings: Findings, rules: JudgingRules): void {
  for (const { value } of db.prepare("SELECT value FROM telemetry_meta WHERE key GLOB 'setting:admin:*' OR key GLOB 'setting:share:*'").iterate()) {
    const { label } = Object(parseStored(String(value))) as { readonly label?: unknown }
    if (typeof label === 'string') cleanLabel(label, { ...rules, onRemoved: (rule) => findings.add(rule, 'telemetry_meta.value', label) })
  }
}
