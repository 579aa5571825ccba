export { readCatalogue } from './read-catalogue';
export { isForSale, shownPlans } from './shown-plans';
export { writeCatalogue } from './write-catalogue';
