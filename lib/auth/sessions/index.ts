export { endOtherSessions, endSession } from './end-session';
export { listSessions, type Session } from './list-sessions';
export { revokeSessions, revokeSessionsIn } from './revoke-sessions';
