export { listHistory } from './list-history';
export type { StatusChange } from './schema';
