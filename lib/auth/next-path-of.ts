import { safeNextPath } from '@/lib/http/safe-next-path';

/**
 * Where to go after a mailed link: a path, or an address of this site, which is how Supabase's mail templates write
 * it. Anything else is the board.
 */
export function nextPathOf(given: string | undefined, appUrl: string): string {
  const path = given?.startsWith(`${appUrl}/`) ? given.slice(appUrl.length) : given;
  return safeNextPath(path);
}
