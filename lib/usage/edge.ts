export {
  fieldOf as apiCallField,
  OPEN_KEY as API_CALLS_KEY,
} from './api-calls/keys';
