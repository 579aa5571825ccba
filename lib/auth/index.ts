export {
  ACCOUNT_NOTICE_CHANNEL,
  type AccountNotice,
  accountNoticeSchema,
  writeAccountNotice,
} from './account-notices';
export { confirmAddress, freeAddress, holdAuthUser, takeAddressBack } from './accounts/auth-address';
export { deleteAuthUser } from './accounts/delete-auth-user';
export { type AccountLink, mailAccountLink } from './accounts/mail-account-link';
export { type Proof, requirePerson } from './accounts/require-person';
export { reinstateUserIn, suspendUserIn } from './accounts/suspend-user';
export { type Actor, actorOf } from './actor-of';
export { keysMadeBy, type MadeKey } from './api-keys/keys-made-by';
export { revokeApiKeyIn } from './api-keys/revoke-api-key';
export { revokeKeysOfMember } from './api-keys/revoke-keys-of-member';
export type { CookieWrites } from './edge/refresh-session';
export { tellActing } from './edge-state';
export {
  actingCookies,
  actingRemovals,
  bringsActing,
  markCookieName,
  markCookies,
  markOf,
} from './impersonation/acting-cookie';
export type { Acting } from './impersonation/find-acting';
export type { Impersonation } from './impersonation/impersonation';
export { listSupportVisits, type SupportVisit } from './impersonation/list-visits';
export { raiseActingIn } from './impersonation/raise-acting';
export { settleActing } from './impersonation/settle-acting';
export { startActingIn } from './impersonation/start-acting';
export { stopActingIn } from './impersonation/stop-acting';
export { methodsNotAllowed, nothingHere } from './methods-not-allowed';
export { nextPathOf } from './next-path-of';
export type { Principal } from './principal';
export { recordOwn } from './record-own';
export { type Admin, requireAdmin, requireAdminIn } from './require-admin';
export { isSameOrigin } from './same-origin';
export { serve } from './serve';
export { sessionTokensIn } from './session-cookie';
export { type Session, sessionsOf } from './sessions/list-sessions';
export { revokeSessionsIn } from './sessions/revoke-sessions';
export { authTasks } from './tasks';
export { withRequestHeaders } from './with-request-headers';
