/** Where the cache has the catalogue's version, which every change raises. What is derived from an older one is out of date. */
export const CATALOGUE_VERSION_KEY = 'catalogue:version';
