import { canonicalUrl } from '@/lib/capture';

/** What tells whether two rows are the same job. */
export type Identified = { title: string; company: string; url?: string | null | undefined };

/**
 * By what a job is known again: its address in the one form that all addresses of a posting have, and its title with its
 * company, however they are written. Two jobs that share either are taken for the same.
 */
export function duplicateKeys({ title, company, url }: Identified): string[] {
  const byName = `name:${plain(company)}\n${plain(title)}`;
  return url ? [`url:${canonicalUrl(url)}`, byName] : [byName];
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();
}
