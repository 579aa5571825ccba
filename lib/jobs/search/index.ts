export { compileQuery } from './compile-query';
export type { JobQuery } from './query';
export { readSearch, type SearchHints, searchHints, searchJobIds } from './search-jobs';
