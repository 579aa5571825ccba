import { type Admin, requireAdmin } from '@/lib/auth';
import { authenticate } from '@/lib/auth/authenticate';
import type { Principal } from '@/lib/auth/principal';
import { makePerson, type TestPerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { accessTokenIn, cookieHeader } from '@/local/test/sessions';
import { setPlatformRole } from './set-platform-role';

/** An admin of a test: the person, who they act as in their browser, and the `Cookie` header of that. */
export type TestAdmin = { person: TestPerson; principal: Principal; admin: Admin; cookie: string };

/** Makes somebody who runs the platform, signed in with a second factor. */
export async function makeAdmin(): Promise<TestAdmin> {
  const person = await makePerson();
  await setPlatformRole(person.email, 'superadmin');
  const { cookies } = await turnOnSecondFactor(person);
  const token = accessTokenIn(cookies());
  const principal = await authenticate({ kind: 'session', from: 'bearer', token }, new Headers());
  return { person, principal, admin: await requireAdmin(principal), cookie: cookieHeader(cookies()) };
}
