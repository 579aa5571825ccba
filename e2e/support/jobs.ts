import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  expect,
  type Page,
} from '@playwright/test';
import { z } from 'zod';
import { createJob, type JobInput, type JobSummary } from '@/lib/jobs';
import { jobSummarySchema } from '@/lib/jobs/schema';
import { endWelcome } from '@/lib/jobs/welcome';
import { signedInUser } from './users';

/** All saved jobs that the session behind this request context sees. */
export async function jobsOf(request: APIRequestContext): Promise<JobSummary[]> {
  const answer = await request.get('/api/jobs?limit=100');
  return z.object({ jobs: z.array(jobSummarySchema) }).parse(await answer.json()).jobs;
}

/** A new user, signed in, who saved these jobs in this order and needs no first steps above them any more. */
export async function signedInWithJobs(
  context: BrowserContext,
  jobs: JobInput[],
  plan: 'free' | 'basic' = 'free',
): Promise<void> {
  const user = await signedInUser(context, { plan });
  for (const job of jobs) await createJob(ownTenant(user), job);
  await endWelcome(ownTenant(user));
}

/** Opens the page of jobs, and comes back once it does what is asked of it, by the mouse and by keys too. */
export async function openJobs(page: Page, path = '/jobs'): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'More about your jobs' })).toBeVisible();
}

/** Opens the dialog to add a job. */
export async function askToAddJob(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add job' }).first().click();
}

/** A user as what `lib/` calls a tenant, in the personal organization. */
export function ownTenant({ id }: { id: string }) {
  return { userId: id, organizationId: id };
}

/** A job of somebody else, and a way to read it as its owner does. */
export async function secondUserWithJob(browser: Browser) {
  const context = await browser.newContext();
  await signedInUser(context);
  const answer = await context.request.post('/api/jobs', {
    data: { title: 'Private', company: 'Elsewhere' },
    headers: { origin: process.env.APP_URL ?? '' },
  });
  const job = await answer.json();
  return {
    id: String(job.id),
    job,
    read: async () => (await context.request.get(`/api/jobs/${job.id}`)).json(),
  };
}
