/**
 * Where an organization's snapshot is. It begins with the versions of the organization's facts and of the catalogue, as texts
 * of one width, which compare as they should; JSON of `{ entitlements, validUntil }` follows, in milliseconds since 1970.
 */
export function snapshotKey(organizationId: string): string {
  return `entitlements:${organizationId}`;
}

/** Characters of one version. */
export const VERSION_WIDTH = 20;

/** Characters before the JSON. */
export const VERSIONS_WIDTH = 2 * VERSION_WIDTH;
