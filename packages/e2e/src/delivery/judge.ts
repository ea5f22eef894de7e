/** One stored event, as far as a test looks at it. */
export interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly page: string | null
  readonly action: string | null
  readonly duration: number | null
  readonly metadata: unknown
  readonly sessionId: string | null
  readonly createdAt: number
}

/** Decides what was delivered: by stored rows, never by requests. */
export interface Judge {
  /** Takes a request body as the collector would; resolves when its rows are durable. */
  take(request: { readonly body: Buffer; readonly query: string; readonly contentType: string }): Promise<Verdict>
  /** What is stored now. */
  rows(): Promise<readonly StoredEvent[]>
  /** How many of them are actions whose name begins with `prefix`: to read thousands of rows again and again would take the time that the collector needs. */
  countActions(prefix: string): Promise<number>
  close(): Promise<void>
}

export interface Verdict {
  readonly status: number
  readonly body: string
}
