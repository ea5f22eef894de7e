export * from './page'
export { sanitizeWithTables as sanitizeMetadata } from './review'
