export { checkSession } from './check-session';
export { corsAnswer, withCors } from './cross-origin';
export { type Decision, gate, pathOf } from './gate';
export { PATH_HEADER, stripIdentityHeaders } from './identity-headers';
export { isApi, questionOf } from './question-of';
export { sessionRemovals } from './refresh-session';
export { type EdgeSession, sessionOf } from './session-of';
export { type Verdict, verdictOf } from './verdict-of';
export { withCookies } from './with-cookies';
