export {
  countApiCall,
  countOrganizationApiCall,
  uncountApiCall,
} from './api-calls/count-api-call';
export {
  fieldOf as apiCallField,
  OPEN_KEY as API_CALLS_KEY,
} from './api-calls/keys';
