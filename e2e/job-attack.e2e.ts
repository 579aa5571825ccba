import { expect } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob } from '@/lib/jobs';
import { createContact } from '@/lib/jobs/contacts';
import { createInterview } from '@/lib/jobs/interviews';
import { notesOf, part, paste, posting } from './support/job-page';
import { ownTenant } from './support/jobs';
import { test } from './support/test';
import { signedInUser } from './support/users';

test('what an attacker has saved is shown as text and does nothing', async ({ page, context }) => {
  const user = await signedInUser(context);
  const script = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
  const tenant = ownTenant(user);
  const { id } = await createJob(tenant, {
    ...posting,
    title: `T${script}`,
    company: `C${script}`,
    location: `L${script}`,
    salaryText: `P${script}`,
    source: `S${script}`.slice(0, 100),
    notes: `N${script}`,
  });
  const contact = await createContact(tenant, id, { name: `A${script}`, role: script, notes: script });
  const times = { startsAt: '2030-05-04T09:00:00Z', endsAt: '2030-05-04T10:00:00Z' };
  await createInterview(tenant, id, { ...times, location: 'javascript:window.ran=1', notes: script });
  // By a way that no cleaning stood in.
  await asService('test.attack', async (tx) => {
    const where = { organizationId: user.id };
    await tx.savedJob.updateMany({
      where: { ...where, id },
      data: {
        url: 'javascript:window.ran=1',
        description: `<p>Harmless</p>${script}<a href="javascript:window.ran=1">Apply</a><svg onload="window.ran=1"></svg>
          <iframe srcdoc="<script>parent.ran=1</script>"></iframe><p onclick="window.ran=1">Click</p>
          <form action="https://evil.example"><button>Go</button></form><style>body{display:none}</style>`,
      },
    });
    await tx.jobContact.updateMany({
      where: { ...where, id: contact.id },
      data: {
        url: 'javascript:window.ran=1',
        email: 'javascript:window.ran=1',
        phone: 'javascript:window.ran=1',
      },
    });
  });

  const answer = await page.goto(`/jobs/${id}`);
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`T${script}`);
  const description = part(page, 'Description');
  await expect(description.getByText('Harmless')).toBeVisible();
  await expect(notesOf(page)).toHaveValue(`N${script}`);
  for (const element of ['script', 'img', 'svg', 'iframe', 'style', 'form', 'a', '[onclick]'])
    await expect(description.locator(element)).toHaveCount(0);
  await description.getByText('Click').click();
  const links = await page
    .getByRole('main')
    .locator('a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  for (const href of links) expect(href).toMatch(/^(\/|mailto:|tel:)/);
  await expect(page.getByRole('link', { name: 'Open posting' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const box = page.getByRole('dialog').getByRole('textbox', { name: 'Description' });
  await expect(box).toContainText('Harmless');
  await paste(box, script);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});
