export { type HistoryPage, listHistory } from './list-history';
export type { StatusChange } from './schema';
