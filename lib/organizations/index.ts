export { describeMe } from './describe-me';
