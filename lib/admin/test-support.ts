import { type Admin, requireAdmin } from '@/lib/auth';
import { authenticate } from '@/lib/auth/authenticate';
import type { Principal } from '@/lib/auth/principal';
import { asService } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { accessTokenIn, cookieHeader } from '@/local/test/sessions';

/** An admin of a test: the person, who they act as in their browser, and the `Cookie` header of that. */
export type TestAdmin = Admin & { person: TestPerson; principal: Principal; cookie: string };

/** Makes somebody who runs the platform, in a session that has passed the second factor. */
export async function makeAdmin(): Promise<TestAdmin> {
  const person = await makePerson();
  await makeSuperadmin(person.userId);
  const { cookies } = await turnOnSecondFactor(person);
  const token = accessTokenIn(cookies());
  const principal = await authenticate({ kind: 'session', from: 'bearer', token }, new Headers());
  return { ...(await requireAdmin(principal)), person, principal, cookie: cookieHeader(cookies()) };
}

/** Makes a person an admin, who has yet to set up a second factor. */
export async function makeSuperadmin(userId: string): Promise<void> {
  await asService('test.superadmin', (tx) =>
    tx.user.update({ where: { id: userId }, data: { platformRole: 'superadmin' } }),
  );
}
