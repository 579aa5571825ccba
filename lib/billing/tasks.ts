import { describeDueCustomers } from './describe-due-customers';
import { fetchMissedEvents } from './fetch-missed-events';
import { forgetPayloads } from './forget-payloads';
import { reportUsage } from './metering/report-usage';
import { WEBHOOK_CHANNEL } from './nudge';
import { processWebhookEvents } from './process-webhook-events';
import { reconcile } from './reconcile';
import { RECONCILIATION_CHANNEL, reconcileOrdered } from './reconciliation-orders';
import { windUpDeparted } from './wind-up-departed';
import { writeDueNotices } from './write-notices';

/**
 * What the worker does for billing. `cron` is a sweep that finds whatever was missed; on `channel` the worker hears
 * that there is something to do now.
 */
export const billingTasks = [
  {
    name: 'billing.process_webhook_events',
    cron: '* * * * *',
    channel: WEBHOOK_CHANNEL,
    run: async () => {
      await processWebhookEvents();
    },
  },
  {
    name: 'billing.fetch_missed_events',
    cron: '17 * * * *',
    run: async () => {
      await fetchMissedEvents();
    },
  },
  {
    name: 'billing.forget_payloads',
    cron: '37 4 * * *',
    run: async () => {
      await forgetPayloads();
    },
  },
  {
    name: 'billing.reconcile',
    cron: '41 3 * * *',
    run: async () => {
      await reconcile({ trigger: 'schedule' });
    },
  },
  {
    name: 'billing.reconcile_ordered',
    cron: '* * * * *',
    channel: RECONCILIATION_CHANNEL,
    run: reconcileOrdered,
  },
  { name: 'billing.describe_customers', cron: '* * * * *', run: describeDueCustomers },
  {
    name: 'billing.report_usage',
    cron: '*/5 * * * *',
    run: async () => {
      await reportUsage();
    },
  },
  {
    name: 'billing.wind_up_departed',
    cron: '*/5 * * * *',
    run: async () => {
      await windUpDeparted();
    },
  },
  { name: 'billing.write_due_notices', cron: '* * * * *', run: writeDueNotices },
];
