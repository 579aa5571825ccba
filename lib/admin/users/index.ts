export { countUsers, type UserCount } from './count-users';
export { listUsers, type UserPage } from './list-users';
export {
  SEARCH_MAX,
  sortOrders,
  type UserFilter,
  type UserOrder,
  type UserStatus,
  userFilterSchema,
  userOrderSchema,
  userSorts,
  userStatuses,
} from './user-filter';
export type { ListedUser } from './user-row';
export { usersCsv } from './users-csv';
