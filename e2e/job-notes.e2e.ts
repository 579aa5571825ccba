import { expect } from '@playwright/test';
import { changeElsewhere, notesOf, openJob, part, posting, statusOf } from './support/job-page';
import { test } from './support/test';
import { signedInUser } from './support/users';

test.describe('notes', () => {
  test('save themselves while one writes, and stay', async ({ page, context }) => {
    const { job } = await openJob(page, await signedInUser(context), posting);
    const notes = notesOf(page);
    await notes.fill('Ask about the boat.');
    await expect(page.getByText('Saved', { exact: true }).and(page.getByRole('status'))).toBeVisible();
    expect((await job()).notes).toBe('Ask about the boat.');
    await statusOf(page, 'Saved').click();
    await page.getByRole('menuitemradio', { name: 'Applied' }).click();
    await expect(statusOf(page, 'Applied')).toBeVisible();
    // Also after another field was changed, which is no conflict of the notes.
    await notes.fill('Ask about the harbour.');
    await notes.blur();
    await expect.poll(async () => (await job()).notes).toBe('Ask about the harbour.');
    await page.reload();
    await expect(notes).toHaveValue('Ask about the harbour.');
  });

  test('of two tabs do not overwrite each other', async ({ page, context }) => {
    const { id, job } = await openJob(page, await signedInUser(context), { ...posting, notes: 'Before' });
    await changeElsewhere(page, id, { notes: 'From the other tab' });
    const notes = notesOf(page);
    await notes.fill('From this tab');
    await notes.blur();
    const told = part(page, 'Notes');
    await expect(told.getByText('These notes were changed elsewhere')).toBeVisible();
    await expect(told).toContainText('From the other tab');
    await expect(notes).toHaveValue('From this tab');
    expect((await job()).notes).toBe('From the other tab');

    await told.getByRole('button', { name: 'Save mine instead' }).click();
    await expect(told.getByText('These notes were changed elsewhere')).toHaveCount(0);
    await expect.poll(async () => (await job()).notes).toBe('From this tab');
    // The answer to what was saved brings the page anew, at whatever moment.
    await expect(told.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();

    await changeElsewhere(page, id, { notes: 'Once more' });
    await notes.fill('Not this');
    await notes.blur();
    await told.getByRole('button', { name: 'Take theirs' }).click();
    await expect(notes).toHaveValue('Once more');
    expect((await job()).notes).toBe('Once more');
  });

  test('that could not be saved say so, and are saved by another try', async ({ page, context }) => {
    const { job } = await openJob(page, await signedInUser(context), posting);
    const isAction = (method: string) => method === 'POST';
    await page.route('**/jobs/*', (route) =>
      isAction(route.request().method()) ? route.abort() : route.continue(),
    );
    await notesOf(page).fill('Ask about the boat.');
    await notesOf(page).blur();
    await expect(page.getByText('Your notes are not saved')).toBeVisible();
    await page.unroute('**/jobs/*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await job()).notes).toBe('Ask about the boat.');
    await expect(page.getByText('Your notes are not saved')).toHaveCount(0);
  });
});
