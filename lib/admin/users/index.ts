export { countUsers } from './count-users';
export { listUsers, type UserPage } from './list-users';
export type { UserFilter, UserOrder, UserStatus } from './user-filter';
export type { ListedUser } from './user-row';
export { usersCsv } from './users-csv';
