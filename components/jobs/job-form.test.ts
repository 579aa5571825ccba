import { expect, test } from 'vitest';
import { jobFormErrors, readJobForm } from './job-form';

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

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ status: 'saved', ...fields })) data.set(name, value);
  return data;
}
