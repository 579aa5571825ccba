/** The query of a page as Next gives it. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** One value of the query; of several with one name none counts. */
export function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
