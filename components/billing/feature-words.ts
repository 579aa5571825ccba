import type { Feature, Plan } from '@/lib/plans';

/** The features that the product has today, those of the lower plans first: what a plan can honestly promise. */
export const offeredFeatures = [
  'reminders',
  'export_csv',
  'bulk_import',
  'advanced_search',
  'advanced_analytics',
  'audit_log',
] as const satisfies readonly Feature[];
/** See {@link offeredFeatures}. */
export type OfferedFeature = (typeof offeredFeatures)[number];

/** What each is, for who compares plans. */
export const featureWords: Record<OfferedFeature, string> = {
  reminders: 'Reminders and a weekly summary',
  export_csv: 'Export to CSV',
  bulk_import: 'Import of up to 5,000 jobs',
  advanced_search: 'Search by fields and ranges',
  advanced_analytics: 'All of the statistics',
  audit_log: 'Audit log of the organization',
};

/** What of it a plan has, in words. */
export function featuresOf({ features }: Pick<Plan, 'features'>): string[] {
  return offeredFeatures.filter((feature) => features.includes(feature)).map((each) => featureWords[each]);
}
