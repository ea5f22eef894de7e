/** One file that the server hands out. */
export interface StaticFile {
  readonly body: string | Uint8Array
  readonly contentType: string
  readonly etag: string
}

/** The files of the dashboard and the script tag. A fixed set: a name that is not in it does not exist, whatever it spells. */
export interface StaticFiles {
  /** The dashboard's page with its placeholders, or null when it was not built. */
  page(): Promise<string | null>
  asset(name: string): Promise<StaticFile | null>
  script(): Promise<StaticFile | null>
}
