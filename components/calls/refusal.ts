import type { Problem } from '@/lib/http';
import { noConnection } from '../ui/no-connection';

/** Why something was not done: a problem of the server's, or that it could not be reached. */
export type Refusal = Pick<
  Problem,
  'error' | 'title' | 'detail' | 'issues' | 'metric' | 'current' | 'limit' | 'resetsAt'
>;

/** Why nothing was done where no answer came. */
export const unreachable: Refusal = { error: 'unavailable', ...noConnection };
