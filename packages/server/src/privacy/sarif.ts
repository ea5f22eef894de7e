import type { AuditReport } from './audit-database'

/** An audit as SARIF 2.1.0, for tools that show findings of checks. */
export function toSarif({ findings }: AuditReport, version: string): unknown {
  const rules = [...new Set(findings.map(({ type }) => type))].map((id) => ({ id }))
  const results = findings.map(({ type, place, count, hash }) => ({
    ruleId: type,
    level: 'error',
    message: { text: `${count} × ${type} in ${place}` },
    partialFingerprints: { runHash: hash },
    locations: [{ logicalLocations: [{ fullyQualifiedName: place }] }],
  }))
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: { driver: { name: 'parel-telemetry audit', version, rules } }, results }] }
}
