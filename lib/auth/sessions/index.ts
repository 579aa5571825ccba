export { type Device, deviceOf } from './device';
export { endOtherSessions, endSession } from './end-session';
export { listSessions, type Session } from './list-sessions';
export { revokeSessions, revokeSessionsIn, type WhichSessions } from './revoke-sessions';
