export { readCatalogue } from './read-catalogue';
export { writeCatalogue } from './write-catalogue';
