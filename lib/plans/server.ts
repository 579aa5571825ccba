export { announceCatalogue, versionText } from './catalogue-version';
export { CATALOGUE_VERSION_KEY } from './catalogue-version-key';
export { readCatalogue } from './read-catalogue';
export { writeCatalogue } from './write-catalogue';
