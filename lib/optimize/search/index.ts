export { lineFrom, lineThrough } from './line-search.ts'
export type { Bracket, Line, LineSearch, Place, SearchResult, Trial } from './line-search.ts'
