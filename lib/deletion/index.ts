export { closeAccount, endPaymentsOf, reopenAccount } from './close-account';
export { confirmDeletion } from './confirm-deletion';
export { type DeletionEffects, deletionEffects } from './deletion-effects';
export { keepAccount } from './keep-account';
export { DELETION_DAYS } from './request-deletion';
export { deletionTasks } from './tasks';
