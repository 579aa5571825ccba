export { tellActing } from './edge-state';
export { methodsNotAllowed, nothingHere } from './methods-not-allowed';
export { nextPathOf } from './next-path-of';
export type { Principal } from './principal';
export { isSameOrigin } from './same-origin';
export { serve } from './serve';
export { isSessionCookie, sessionTokensIn } from './session-cookie';
export { authTasks } from './tasks';
