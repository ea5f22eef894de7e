import type { TelemetryEvent } from '@parel/telemetry-core'

// An object with its numbers and the places of its texts.
const fixedBytes = 200
// A character may take two.
const bytesPerCharacter = 2

/** Estimates the memory that an event takes while it waits, in bytes; rather too much than too little. */
export function estimateEventBytes({ id, page, action, sessionId, metadata }: TelemetryEvent): number {
  const characters = id.length + (page?.length ?? 0) + (action?.length ?? 0) + (sessionId?.length ?? 0) + countCharacters(metadata)
  return fixedBytes + bytesPerCharacter * characters
}

const charactersOfNumber = 8

function countCharacters(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return charactersOfNumber
  let characters = charactersOfNumber
  for (const key in value) characters += key.length + countCharacters(value[key as keyof typeof value])
  return characters
}
