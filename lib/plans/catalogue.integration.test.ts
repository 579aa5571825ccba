import { afterAll, afterEach, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { catalogue } from '.';
import { readCatalogue, writeCatalogue } from './server';

afterEach(() => writeCatalogue(catalogue, 'overwrite'));
afterAll(disconnect);

it('reads back from the tables what was written', async () => {
  await writeCatalogue(catalogue, 'overwrite');
  expect(await readCatalogue()).toEqual(catalogue);
});

it('keeps what an admin changed when a deployment fills the tables again', async () => {
  const where = { planId_metric: { planId: 'free' as const, metric: 'saved_jobs' as const } };
  await asService('test', (tx) => tx.planLimit.update({ where, data: { limit: 25 } }));
  await writeCatalogue(catalogue, 'keep');
  const free = (await readCatalogue()).plans.find((plan) => plan.id === 'free');
  expect(free?.limits.saved_jobs.limit).toBe(25);
});

it('adds what is missing', async () => {
  await asService('test', (tx) => tx.planLimit.deleteMany({ where: { planId: 'pro', metric: 'exports' } }));
  await writeCatalogue(catalogue, 'keep');
  expect(await readCatalogue()).toEqual(catalogue);
});
