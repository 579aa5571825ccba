export { countApiCall, uncountApiCall } from './api-calls/count-api-call';
