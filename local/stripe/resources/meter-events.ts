import { z } from 'zod';
import { missingParameter } from '../api/errors';
import { text, timestamp } from '../api/params';
import { route } from '../api/route';
import { randomText } from '../core/ids';
import { cancelUsage, recordUsage } from '../meters/meter-event';

/** Usage comes in and is taken back here; it is read through its meter's summaries. */
export const meterEventRoutes = [
  route({
    method: 'POST',
    path: '/v1/billing/meter_events',
    params: z.strictObject({
      event_name: text().max(100),
      identifier: text().min(1).max(100).optional(),
      payload: z.record(z.string(), z.string()),
      timestamp: timestamp().optional(),
    }),
    paramsType: 'Billing.MeterEventCreateParams',
    handle: (context, params) => {
      const recorded = recordUsage(context, {
        eventName: params.event_name,
        payload: params.payload,
        identifier: params.identifier ?? randomText(32),
        timestamp: params.timestamp ?? context.clock.now(),
      });
      const { id: _id, customer: _customer, value: _value, ...shown } = recorded;
      return shown;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/billing/meter_event_adjustments',
    params: z.strictObject({
      cancel: z.strictObject({ identifier: text().max(100).optional() }).optional(),
      event_name: text().max(100),
      type: z.literal('cancel'),
    }),
    paramsType: 'Billing.MeterEventAdjustmentCreateParams',
    handle: (context, params) => {
      const identifier = params.cancel?.identifier;
      if (identifier === undefined) throw missingParameter('cancel[identifier]');
      cancelUsage(context, params.event_name, identifier);
      return {
        object: 'billing.meter_event_adjustment',
        cancel: { identifier },
        event_name: params.event_name,
        livemode: false,
        status: 'complete',
        type: 'cancel',
      };
    },
  }),
];
