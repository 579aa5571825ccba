import { afterAll, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { callCache } from '@/lib/resilience';
import { makePerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { authenticate } from '../authenticate';
import { edgeKeys } from '../edge-keys';
import { reinstateUser, suspendUser } from './suspend-user';

afterAll(disconnect);

it('a suspended account is refused at once, here and at the edge, and back after it signs in again', async () => {
  const person = await makePerson();
  const before = accessTokenIn(await sessionCookiesOf(person));
  await expect(ask(before)).resolves.toMatchObject({ userId: person.userId });

  await suspendUser(person.userId);
  await suspendUser(person.userId);
  await expect(ask(before)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  expect(await isBlockedAtEdge(person.userId)).toBe(true);
  const meanwhile = accessTokenIn(await sessionCookiesOf(person));
  await expect(ask(meanwhile)).rejects.toMatchObject({ status: 403 });

  await reinstateUser(person.userId);
  expect(await isBlockedAtEdge(person.userId)).toBe(false);
  await expect(ask(before)).rejects.toMatchObject({ status: 401 });
  await expect(ask(accessTokenIn(await sessionCookiesOf(person)))).resolves.toMatchObject({
    userId: person.userId,
  });
});

it('of suspending and reinstating at once, the edge is told what holds in the end', async () => {
  const { userId } = await makePerson();
  for (let round = 0; round < 5; round++) {
    await Promise.all([
      suspendUser(userId),
      reinstateUser(userId),
      suspendUser(userId),
      reinstateUser(userId),
    ]);
    const { status } = await asService('test.status', (tx) =>
      tx.user.findUniqueOrThrow({ where: { id: userId } }),
    );
    expect(await isBlockedAtEdge(userId)).toBe(status === 'suspended');
  }
});

it('nobody’s account cannot be suspended, and one that is deleted cannot be brought back', async () => {
  await expect(suspendUser(crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
  const { userId } = await makePerson();
  await asService('test.delete', (tx) =>
    tx.user.update({ where: { id: userId }, data: { status: 'deleted' } }),
  );
  await expect(reinstateUser(userId)).rejects.toMatchObject({ status: 404 });
});

function ask(token: string) {
  return authenticate({ kind: 'session', from: 'bearer', token }, new Headers());
}

async function isBlockedAtEdge(userId: string): Promise<boolean> {
  return (await callCache((redis) => redis.get(edgeKeys.blockedUser(userId)))) !== null;
}
