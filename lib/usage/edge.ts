export { countApiCall } from './api-calls/count-api-call';
