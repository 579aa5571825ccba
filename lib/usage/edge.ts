export { countApiCall, countOrganizationApiCall, uncountApiCall } from './api-calls/count-api-call';
