export { compileQuery } from './compile-query';
export type { JobQuery, QueryProblem } from './query';
export { type JobSearch, readSearch, type SearchMode, searchCondition, searchJobIds } from './search-jobs';
