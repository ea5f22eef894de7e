import type { Reply } from '../http/exchange'
import { jsonReply } from '../http/replies'
import { parseReportQuery } from '../reports/parse-report-query'
import { readReport } from './read-report'
import type { Exchange } from './route'

/** Answers with the report of a period. */
export async function getReport({ request, parts }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin', 'share'])
  const { report } = await readReport(parts, (clock) => parseReportQuery(new URLSearchParams(request.query), clock))
  return jsonReply(200, report)
}
