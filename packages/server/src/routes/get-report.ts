import type { Reply } from '../http/exchange'
import { bytesReply, dynamicHeaders } from '../http/replies'
import { damagedDays, encodeReport } from '../reports/build-report'
import { joinBytes } from '../reports/encode-aggregates'
import { parseReportQuery } from '../reports/parse-report-query'
import { readReportInput } from './read-report'
import type { Exchange } from './route'

/** Answers with the report of a period. */
export async function getReport({ request, parts }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin', 'share'])
  const { query, data, setting } = await readReportInput(parts, (clock) => parseReportQuery(new URLSearchParams(request.query), clock))
  const pieces = encodeReport(query, data, setting)
  parts.hints.damaged(damagedDays(data))
  return replyInPieces(pieces)
}

/** Bodies below this size are sent in one piece, with their length. */
const joinedBytes = 256 * 1024

function replyInPieces(pieces: readonly Uint8Array[]): Reply {
  const size = pieces.reduce((sum, { length }) => sum + length, 0)
  // A copy of megabytes for each answer would cost more, most of all in collecting it again, than everything that makes the report.
  return size <= joinedBytes ? bytesReply(200, joinBytes(pieces)) : { status: 200, headers: dynamicHeaders, body: streamOf(pieces) }
}

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
}
