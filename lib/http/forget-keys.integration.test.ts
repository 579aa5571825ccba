import { afterAll, expect, it } from 'vitest';
import { asService, asTenant, disconnect } from '@/lib/db';
import { makePerson } from '@/local/test/people';
import { forgetKeys } from './forget-keys';
import { idempotently, KEY_DAYS } from './idempotency';

afterAll(disconnect);

it('forgets keys of thirty days ago with their answers, and no younger ones', async () => {
  const person = await makePerson();
  let times = 0;
  const once = (key: string) =>
    asTenant(person, (tx) =>
      idempotently(tx, person, { operation: 'test.once', key, request: {} }, async () => ++times),
    );
  const letPass = (key: string, days: number) =>
    asService('test.past', (tx) =>
      tx.idempotencyKey.updateMany({
        where: { organizationId: person.organizationId, key },
        data: { createdAt: new Date(Date.now() - days * 86_400_000) },
      }),
    );
  expect([await once('old'), await once('young')]).toEqual([1, 2]);
  await letPass('old', KEY_DAYS + 0.1);
  await letPass('young', KEY_DAYS - 0.1);

  expect(await forgetKeys()).toBe(1);
  expect(await once('young')).toBe(2);
  expect(await once('old')).toBe(3);
  expect(await forgetKeys()).toBe(0);
});
