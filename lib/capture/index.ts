export { canonicalUrl, postingUrl } from './canonical-url';
