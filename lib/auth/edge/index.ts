export { apiCallerOf } from './api-caller-of';
export { corsAnswer, withCors } from './cross-origin';
export { type Decision, gate, pathOf } from './gate';
export { PATH_HEADER, stripIdentityHeaders } from './identity-headers';
export { sessionOf } from './session-of';
export { withCookies } from './with-cookies';
