/** Rows that one import may have. */
export const IMPORT_ROWS_MAX = 5_000;

/** Bytes that a file may have. */
export const IMPORT_BYTES_MAX = 10 * 1024 * 1024;
