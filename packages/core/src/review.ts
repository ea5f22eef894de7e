export { reviewMetadata, reviewText } from './review/review-metadata'
export type { ReviewOptions } from './review/review-metadata'
