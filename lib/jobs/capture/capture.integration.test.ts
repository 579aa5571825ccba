import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { setOverride } from '@/lib/entitlements';
import { FetchRefusedError, type GuardedResponse } from '@/lib/http/server';
import { usageOf } from '@/lib/usage';
import { joinOrganization, makePerson } from '@/local/test/people';
import { captureFromUrl, type FetchPage } from './capture-from-url';
import { refusalWords } from './page-refusal';

afterAll(disconnect);

const url = 'https://www.halcyon.example/jobs/7?utm_source=x';

/** A site that answers every address with this. */
function site(
  body: string,
  { status = 200, type = 'text/html' }: { status?: number; type?: string } = {},
): FetchPage {
  return async (asked): Promise<GuardedResponse> => ({
    status,
    headers: new Headers({ 'content-type': type }),
    body: new TextEncoder().encode(body),
    url: asked,
  });
}

const posting = site(
  `<html><head><script type="application/ld+json">${JSON.stringify({
    '@type': 'JobPosting',
    title: 'Cartographer',
    hiringOrganization: { name: 'Halcyon Maps' },
    jobLocation: 'Berlin',
    description: 'Draw maps.',
  })}</script></head><body><h1>Cartographer</h1></body></html>`,
);

const runsOf = async (person: Parameters<typeof usageOf>[0]) => (await usageOf(person, 'runs')).used;

describe('a posting behind a link', () => {
  it('is read, counts as one run, and is not saved', async () => {
    const person = await makePerson();
    expect(await captureFromUrl(person, { url }, posting)).toEqual({
      title: 'Cartographer',
      company: 'Halcyon Maps',
      location: 'Berlin',
      workMode: null,
      salaryText: null,
      description: '<p>Draw maps.</p>',
      source: 'halcyon.example',
      url: 'https://www.halcyon.example/jobs/7',
      closesOn: null,
    });
    expect(await runsOf(person)).toBe(1);
    const { organizationId } = person;
    expect(await asService('test.count', (tx) => tx.savedJob.count({ where: { organizationId } }))).toBe(0);
  });

  it.each<[string, FetchPage, string]>([
    ['the site refuses', site('', { status: 403 }), refusalWords.closed],
    ['it is a file', site('%PDF', { type: 'application/pdf' }), refusalWords.no_page],
    ['there is nothing to read', site('<html><body></body></html>'), refusalWords.nothing],
    [
      'the answer is too large',
      () => Promise.reject(new FetchRefusedError('too_large', 'it is')),
      refusalWords.too_large,
    ],
    [
      'it takes too long',
      () => Promise.reject(new FetchRefusedError('too_slow', 'it does')),
      refusalWords.too_slow,
    ],
  ])('costs nothing when %s, and the reason is told at the link', async (_, fetchPage, words) => {
    const person = await makePerson();
    await expect(captureFromUrl(person, { url }, fetchPage)).rejects.toMatchObject({
      status: 422,
      message: words,
      extras: { issues: [{ path: 'url', message: words }] },
    });
    expect(await runsOf(person)).toBe(0);
  });

  it('is never asked for at an address inside', async () => {
    const person = await makePerson();
    for (const inside of ['http://127.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://[::1]/'])
      await expect(captureFromUrl(person, { url: inside })).rejects.toMatchObject({
        status: 422,
        message: refusalWords.not_allowed,
      });
    expect(await runsOf(person)).toBe(0);
  });

  it('is not fetched for a viewer, nor when the runs are used up, which is no start', async () => {
    const owner = await makePerson();
    const viewer = await joinOrganization(await makePerson(), owner.organizationId, 'viewer');
    let asked = 0;
    const counting: FetchPage = (address) => {
      asked += 1;
      return posting(address);
    };
    await expect(captureFromUrl(viewer, { url }, counting)).rejects.toMatchObject({ status: 403 });
    await setOverride(
      owner.organizationId,
      { kind: 'limit', subject: 'runs', quotaLimit: 1, cap: 'hard' },
      { reason: 'a test' },
    );
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => captureFromUrl(owner, { url }, counting)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(asked).toBe(1);
    // Ten starts an hour: twelve that were refused for want of room were none.
    for (let attempt = 0; attempt < 12; attempt += 1)
      await expect(captureFromUrl(owner, { url }, counting)).rejects.toMatchObject({
        status: 402,
        extras: { metric: 'runs' },
      });
    expect(await runsOf(owner)).toBe(1);
  });

  it('is started only so often an hour, though failures cost nothing', async () => {
    const person = await makePerson();
    await setOverride(
      person.organizationId,
      { kind: 'rate_limit', subject: 'run_starts_per_hour', rate: 2 },
      { reason: 'a test' },
    );
    const failing = site('', { status: 500 });
    for (let attempt = 0; attempt < 2; attempt += 1)
      await expect(captureFromUrl(person, { url }, failing)).rejects.toMatchObject({ status: 422 });
    await expect(captureFromUrl(person, { url }, failing)).rejects.toMatchObject({ status: 429 });
  });
});
