import { usersEndpoints } from './users/endpoints';

/** Every operation of the console, part by part. */
export const adminEndpoints = [...usersEndpoints] as const;
