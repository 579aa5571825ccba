import { z } from 'zod';
import type { Settings } from './settings';

/** What an account sets in Stripe's dashboard about renewals. */
export const billingSettingsSchema = z.strictObject({
  /** Days from one failed attempt to the next; after the last one the subscription meets its end. */
  retry_after_days: z.array(z.int().min(1).max(60)).max(8),
  /** What becomes of a subscription when the last attempt has failed. */
  after_last_retry: z.enum(['cancel', 'unpaid', 'past_due']),
  /** How many days before a renewal `invoice.upcoming` is sent; 0 sends none. */
  upcoming_days: z.int().min(0).max(45),
  /** How long a renewal's invoice stays a draft before it is charged: at Stripe about an hour. */
  draft_minutes: z.int().min(0).max(4_320),
});

export type BillingSettings = z.output<typeof billingSettingsSchema>;

/** The settings in force. */
export function readBillingSettings(settings: Settings): BillingSettings {
  const stored = settings.read(NAME);
  return stored === undefined
    ? ordinary
    : billingSettingsSchema.parse({ ...ordinary, ...JSON.parse(stored) });
}

export function writeBillingSettings(settings: Settings, wanted: BillingSettings): void {
  settings.write(NAME, JSON.stringify(wanted));
}

const NAME = 'billing.settings';
const ordinary: BillingSettings = {
  retry_after_days: [3, 5, 7],
  after_last_retry: 'cancel',
  upcoming_days: 3,
  draft_minutes: 0,
};
