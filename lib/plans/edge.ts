export { CATALOGUE_VERSION_KEY } from './catalogue-version-key';
