import { describe, expect, test } from 'vitest';
import type { SavedJob } from '@/lib/jobs/schema';
import { changedFields, jobFormErrors, readJobForm } from './job-form';

test('given a filled-in form, it reads the job; empty fields are none', () => {
  const read = readJobForm(form({ title: ' Engineer ', company: 'Acme', status: 'applied' }));
  expect(read).toEqual({
    input: { title: 'Engineer', company: 'Acme', location: null, url: null, notes: null, status: 'applied' },
  });
});

test.each([
  { url: 'acme.com/jobs/1', read: 'https://acme.com/jobs/1' },
  { url: ' jobs.acme.co.uk ', read: 'https://jobs.acme.co.uk' },
  { url: 'http://acme.com', read: 'http://acme.com' },
])('given the address "$url", it reads $read', ({ url, read }) => {
  const result = readJobForm(form({ title: 'Engineer', company: 'Acme', url }));
  expect(result).toMatchObject({ input: { url: read } });
});

test.each(['javascript:alert(1)', 'nonsense', 'ftp://acme.com'])(
  'given the address "%s", it says what is wrong',
  (url) => {
    const result = readJobForm(form({ title: 'Engineer', company: 'Acme', url }));
    expect(result).toEqual({ errors: { url: expect.stringContaining('https://') } });
  },
);

test('given a form without title and company, both are named', () => {
  expect(readJobForm(form({}))).toEqual({
    errors: { title: 'Enter the job title', company: 'Enter the company' },
  });
});

test('given the issues of a problem, the first per known field counts', () => {
  const issues = [
    { path: 'title', message: 'first' },
    { path: 'title', message: 'second' },
    { path: 'elsewhere', message: 'unknown' },
  ];
  expect(jobFormErrors(issues)).toEqual({ title: 'first' });
});

test('given the further fields, they are read, and those that are left empty are none', () => {
  const read = readJobForm(
    form({
      ...{ title: 'Engineer', company: 'Acme', workMode: '', salaryText: '€60k', source: ' ' },
      ...{ closesOn: '2030-05-04', description: '<p>Build</p>' },
    }),
  );
  expect(read).toMatchObject({
    input: {
      ...{ workMode: null, salaryText: '€60k', source: null },
      ...{ closesOn: '2030-05-04', description: '<p>Build</p>' },
    },
  });
});

test('given a day that there is not, it says so', () => {
  const read = readJobForm(form({ title: 'Engineer', company: 'Acme', closesOn: '2030-02-31' }));
  expect(read).toEqual({ errors: { closesOn: expect.any(String) } });
});

describe('of a job that is edited, what is sent', () => {
  const input = {
    title: 'Engineer',
    company: 'Acme',
    location: null,
    url: null,
    notes: null,
    status: 'saved',
  } as const;

  test('is nothing when nothing was changed', () => {
    expect(changedFields(input, saved())).toBeNull();
  });

  test('is only what was changed', () => {
    expect(changedFields({ ...input, title: 'Lead', notes: 'Call' }, saved())).toEqual({
      title: 'Lead',
      notes: 'Call',
    });
  });

  test('leaves a range of pay that was shown in our own words as it is', () => {
    const salary = { min: 500, max: 1050, currency: 'EUR', interval: 'hour' } as const;
    expect(changedFields({ ...input, salaryText: '€5 – €10.50 an hour' }, saved({ salary }))).toBeNull();
  });

  test('takes the range away with its words', () => {
    const salary = { min: 500, max: 1000, currency: 'EUR', interval: 'hour' } as const;
    const job = saved({ salary, salaryText: '€5-10/hr' });
    expect(changedFields({ ...input, salaryText: null }, job)).toEqual({ salaryText: null, salary: null });
  });
});

function saved(fields: Partial<SavedJob> = {}): SavedJob {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    ...{ id: crypto.randomUUID(), title: 'Engineer', company: 'Acme', location: null, url: null },
    ...{ workMode: null, salary: null, salaryText: null, source: null, closesOn: null, description: null },
    ...{ notes: null, status: 'saved', appliedAt: null, statusChangedAt: at, createdAt: at, updatedAt: at },
    ...fields,
  };
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ status: 'saved', ...fields })) data.set(name, value);
  return data;
}
