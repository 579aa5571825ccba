export { CATALOGUE_VERSION_KEY, versionText } from './catalogue-version';
export { readCatalogue } from './read-catalogue';
export { isForSale, shownPlans } from './shown-plans';
export { writeCatalogue } from './write-catalogue';
