export { versionText } from './catalogue-version';
export { CATALOGUE_VERSION_KEY } from './catalogue-version-key';
export { readCatalogue } from './read-catalogue';
export { isForSale, shownPlans } from './shown-plans';
export { writeCatalogue } from './write-catalogue';
