import { expect, it } from 'vitest';
import { seedDemo } from '.';

it('writes nothing of the demo where the database is not the local one', async () => {
  const places = { ownerUrl: 'postgresql://nobody@127.0.0.1:1/nowhere', stripeDir: '/nowhere/at/all' };
  const real = { database: false, upstash: false, stripe: false, mail: false };
  // There is neither a database nor an environment here: whoever touched one would fail.
  await expect(seedDemo(real, places)).resolves.toBeUndefined();
  await expect(seedDemo({ ...real, database: true }, places)).rejects.toThrow();
});
