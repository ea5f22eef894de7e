import type { Reply } from '../http/exchange'
import { bytesReply } from '../http/replies'
import { encodeReport } from '../reports/build-report'
import { parseReportQuery } from '../reports/parse-report-query'
import { readReportInput } from './read-report'
import type { Exchange } from './route'

/** Answers with the report of a period. */
export async function getReport({ request, parts }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin', 'share'])
  const { query, data, setting } = await readReportInput(parts, (clock) => parseReportQuery(new URLSearchParams(request.query), clock))
  return bytesReply(200, encodeReport(query, data, setting))
}
