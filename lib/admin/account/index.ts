export { clearRateLimits, type LimitScope, limitScopes } from './clear-rate-limits';
export { confirmEmail } from './confirm-email';
export { deleteAccount, restoreAccount } from './delete-account';
export { revokeAllSessions, revokeKey, revokeSession } from './end-access';
export { addNote, NOTE_MAX, removeNote, restoreNote } from './notes';
export type { Done } from './on-account';
export { readAccount } from './read-account';
export {
  type Account,
  type AccountEvent,
  type AccountOrganization,
  type AccountUser,
  type EventKind,
  eventKinds,
  type Note,
} from './schema';
export { sendLink } from './send-link';
export { activateAccount, suspendAccount } from './suspend-account';
