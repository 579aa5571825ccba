import type { Clockwork } from '../core/pass-time';
import { livesInTimeOf } from '../test-clocks/frozen-clock';
import { finalizeDraft, sendInvoice } from './by-hand';

const WAITING = [
  { field: 'status', is: 'draft' },
  { field: 'auto_advance', is: true },
];

/** Makes drafts final whose time is over, by hand or of a renewal; they are then charged, or sent, at once. */
export const finalizeDueDrafts: Clockwork = {
  next: (context) =>
    context.store.smallest('invoice', 'automatically_finalizes_at', [...WAITING, livesInTimeOf(context)]),
  act: (context) => {
    const now = context.clock.now();
    const due = { field: 'automatically_finalizes_at', range: { lte: now } };
    const drafts = context.store.all('invoice', [...WAITING, due, livesInTimeOf(context)]);
    for (const draft of drafts.toReversed()) {
      if (draft.collection_method === 'send_invoice') sendInvoice(context, draft);
      else finalizeDraft(context, draft, now);
    }
  },
};
