export { reviewMetadata, reviewText } from './review-metadata'
export type { ReviewOptions } from './review-metadata'
