import type { StoredEvent } from '../core/objects';

/** Judges what is sent and received by the types of the installed `stripe` package. Each returns what is wrong. */
export type Conformance = {
  /** An answer: an object, a list of objects or a deleted stub. */
  answer(value: unknown): string[];
  event(event: StoredEvent): string[];
  /** @param type the SDK's name, e.g. `CustomerCreateParams` */
  params(type: string, value: unknown): string[];
};

/** Accepts everything: for the app's day-to-day use, where speed counts. */
export const unchecked: Conformance = { answer: () => [], event: () => [], params: () => [] };
