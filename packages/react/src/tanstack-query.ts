export { trackQueries } from './track-queries'
export type { QueryClientLike } from './track-queries'
