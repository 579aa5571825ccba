import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { type ActionResult, problems, toActionResult, type WhileActing } from '@/lib/http';
import { WAIT_HEADER } from './edge/identity-headers';
import { admitAction } from './impersonation/admit-action';
import { isSameOrigin } from './same-origin';
import { withRequest } from './with-request';

/**
 * Runs a server action's work: under the correlation id of its request, only for a page of this site, not for who did more
 * than the plan allows within a minute, and with every problem as a result. Next itself lets pass a request without
 * `Origin`, and one whose `X-Forwarded-Host` agrees with a foreign `Origin`; the API lets neither pass, and an action does
 * the same things.
 * @param whileActing what the action is to an admin who acts as somebody: refused, unless it says otherwise. `oneself` is for
 * the console, where admins act in their own name
 */
export function runAction<T>(
  work: () => Promise<T>,
  whileActing: WhileActing | 'oneself' = 'never',
): Promise<ActionResult<T>> {
  return withRequest(() =>
    toActionResult(async () => {
      const given = await headers();
      if (!isSameOrigin(given, new URL(env().APP_URL).origin))
        throw problems.forbidden('This was not sent from a page of this site.');
      const seconds = Number(given.get(WAIT_HEADER) ?? 0);
      if (seconds > 0) throw problems.rateLimited(seconds, 'That was a lot at once.');
      if (whileActing !== 'oneself') await admitAction(whileActing);
      return work();
    }),
  );
}
