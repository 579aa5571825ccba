import { expect, type Locator, type Page } from '@playwright/test';
import { createJob, getJob, type JobInput, type SavedJob } from '@/lib/jobs';
import { ownTenant } from './jobs';
import type { TestUser } from './users';

/** What is saved where a test asks for no more. */
export const posting: JobInput = { title: 'Cartographer', company: 'Halcyon Maps' };

/** Opens the page of a job that the user has just saved. `job` reads it as it is now. */
export async function openJob(page: Page, user: TestUser, input: JobInput) {
  const { id } = await createJob(ownTenant(user), input);
  await page.goto(`/jobs/${id}`);
  return { id, job: () => getJob(ownTenant(user), id) };
}

/** Changes a job as another tab of the same person does. */
export async function changeElsewhere(page: Page, id: string, fields: Partial<SavedJob>): Promise<void> {
  const answer = await page.request.patch(`/api/jobs/${id}`, {
    data: fields,
    headers: { origin: process.env.APP_URL ?? '' },
  });
  expect(answer.status()).toBe(200);
}

/** Pastes HTML into a field, as if it came from another page. */
export async function paste(box: Locator, html: string): Promise<void> {
  await box.focus();
  await box.evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', given);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

/** A part of the page by its heading. */
export function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The field of the notes. */
export function notesOf(page: Page): Locator {
  return part(page, 'Notes').getByRole('textbox', { name: 'Notes' });
}

/** The button that tells the status of {@link posting}, and changes it. */
export function statusOf(page: Page, status: string): Locator {
  return page.getByRole('button', {
    name: `Status of Cartographer at Halcyon Maps: ${status}`,
    exact: true,
  });
}
