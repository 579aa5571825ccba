export { type Dependency, dependency } from './dependency';
export { type Leased, underLease } from './lease';
export { turnstile } from './turnstile';
