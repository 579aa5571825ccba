import { headers } from 'next/headers';
import { PATH_HEADER } from '../edge/identity-headers';
import type { Principal } from '../principal';
import { withRequest } from '../with-request';
import { type ActedRequest, recordActing } from './record-acting';

/**
 * {@link recordActing} for the page or the action that Next is serving: one event per request, however many of its
 * parts ask who is there, and with an action that shows its page anew one event for both.
 */
export async function recordActingHere(
  principal: Principal,
  request: Pick<ActedRequest, 'kind' | 'method' | 'whileActing'>,
): Promise<void> {
  const given = await headers();
  const path = given.get(PATH_HEADER)?.split('?')[0] ?? '/';
  const recording = recorded.get(given) ?? withRequest(() => recordActing(principal, { ...request, path }));
  recorded.set(given, recording);
  await recording;
}

// By the headers themselves, which are one object for all that Next does for a request. No caller can name it, so that nobody
// can have a request taken for one that was recorded.
const recorded = new WeakMap<object, Promise<void>>();
