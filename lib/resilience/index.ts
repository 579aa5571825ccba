export { type Dependency, dependency } from './dependency';
export { turnstile } from './turnstile';
