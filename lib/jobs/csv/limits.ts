/** Jobs that can be chosen one by one for an export: as many as an address has room for. */
export const EXPORTED_IDS_MAX = 200;
