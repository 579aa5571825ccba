import type { EventLog } from '../events/event-log';
import type { Clock } from './clock';
import type { Settings } from './settings';
import type { Store } from './store';

/** What every part of the emulator works with. */
export type Emulator = {
  store: Store;
  /** The account's own time; in a context, that of the customer whom it is about. */
  clock: Clock;
  settings: Settings;
  events: EventLog;
  /** Where browsers reach the hosted pages, without a trailing slash. */
  publicUrl: string;
};

/** Where a change comes from; becomes the `request` of the events that it makes. */
export type Cause = { requestId: string | null; idempotencyKey: string | null };

/** The emulator while it handles one API request or one form of a hosted page. */
export type Context = Emulator & { cause: Cause };

/** Hosted pages and the passing of time are no API request. */
export const NO_REQUEST: Cause = { requestId: null, idempotencyKey: null };
