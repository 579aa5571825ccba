import { catalogue } from '@/lib/plans';
import { writeCatalogue } from '@/lib/plans/server';

/** Fills the catalogue's tables with what they lack. Safe to run again: what an admin changed stays. */
export async function seed(): Promise<void> {
  await writeCatalogue(catalogue, 'keep');
}
