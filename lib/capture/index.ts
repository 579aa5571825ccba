export { canonicalUrl, postingUrl } from './canonical-url';
export { capture } from './capture';
export type { CapturedPosting } from './captured-posting';
