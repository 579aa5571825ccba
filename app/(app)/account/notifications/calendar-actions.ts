'use server';

import { revalidatePath } from 'next/cache';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult } from '@/lib/http';
import {
  changeCalendarFeed,
  type FeedOptions,
  makeCalendarFeed,
  revokeCalendarFeed,
} from '@/lib/jobs/calendar';

/** Gives the calendar a new address, told this once. Errors as of `makeCalendarFeed`. */
export async function makeCalendarAction(options: FeedOptions): Promise<ActionResult<{ url: string }>> {
  return asPrincipal((principal) => makeCalendarFeed(principal, options));
}

/** Changes what the calendar shows. Errors as of `changeCalendarFeed`. */
export async function changeCalendarAction(options: FeedOptions): Promise<ActionResult<void>> {
  return asPrincipal((principal) => changeCalendarFeed(principal, options));
}

/** Takes the calendar away. Errors as of `revokeCalendarFeed`. */
export async function revokeCalendarAction(): Promise<ActionResult<void>> {
  return asPrincipal(revokeCalendarFeed);
}

// A secret address is the person's own business: nobody who acts as them makes or ends one.
async function asPrincipal<T>(work: (principal: Principal) => Promise<T>): Promise<ActionResult<T>> {
  const result = await runAction(async () => work(await requirePrincipal()), 'never');
  revalidatePath('/account/notifications');
  return result;
}
