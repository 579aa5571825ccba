import { describe, expect, it } from 'vitest';
import { soughtIn } from './sought-posting';

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe('what a form says of a posting', () => {
  it.each([
    [{}, ''],
    [{ title: 'Baker' }, ''],
    [{ url: 'htt' }, ''],
    [{ url: 'https://' }, ''],
    [{ url: ' a.example/1 ' }, 'url=https%3A%2F%2Fa.example%2F1'],
    [{ title: 'Baker', company: 'Halcyon', location: '' }, 'title=Baker&company=Halcyon'],
    [
      { title: 'Baker', company: 'Halcyon', location: 'Oslo', url: 'x' },
      'title=Baker&company=Halcyon&location=Oslo',
    ],
  ])('%j is looked up as %j', (fields, query) => {
    expect(soughtIn(form(fields))).toBe(query);
  });
});
