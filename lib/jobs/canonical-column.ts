import { canonicalUrl } from '@/lib/capture';

/**
 * The one name of all addresses of a posting as the database keeps and compares it: ASCII, and no longer than an index
 * takes. Two addresses that first differ behind that are one to nobody but us.
 */
export function canonicalColumn(url: string | null): string | null {
  return url === null ? null : canonicalUrl(url).slice(0, 2000);
}
