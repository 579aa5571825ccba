/** The address of a page of this extension. */
export function ownAddress(path: `/${string}`): string {
  return new URL(path, location.origin).href;
}
