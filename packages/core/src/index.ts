export * from './page'
export { sanitizeMetadata } from './sanitize-and-review'
