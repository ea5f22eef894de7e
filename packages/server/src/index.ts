export type * from './store/store'
