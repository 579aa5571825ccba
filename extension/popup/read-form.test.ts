import { DOMParser } from 'linkedom';
import { describe, expect, it, vi } from 'vitest';
import { readForm } from './read-form';

// Without a page around it the parser of the tests finds no body.
vi.stubGlobal(
  'DOMParser',
  class {
    parseFromString(html: string) {
      return new DOMParser().parseFromString(`<html><body>${html}</body></html>`, 'text/html');
    }
  },
);

const draft = {
  title: 'Cartographer',
  source: 'linkedin',
  description: '<p>Draw <strong>maps</strong>.</p>',
};

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ title: 'Cartographer', company: 'Halcyon Maps', ...fields }))
    data.set(name, value);
  return data;
}

describe('the form of the popup', () => {
  it('keeps the markup of a description that nobody touched, and takes what was typed over it', () => {
    expect(readForm(form({ description: 'Draw maps.' }), draft)).toMatchObject({
      job: { description: draft.description, source: 'linkedin', status: 'saved' },
    });
    expect(readForm(form({ description: 'Draw\r\nmaps.' }), draft)).toMatchObject({
      job: { description: 'Draw\nmaps.' },
    });
    expect(readForm(form({ description: '' }), draft)).toMatchObject({ job: { description: null } });
  });

  it('is a job, empty fields being none', () => {
    expect(
      readForm(form({ workMode: 'hybrid', status: 'applied', closesOn: '2026-12-31', url: ' ' }), {}),
    ).toMatchObject({
      job: { workMode: 'hybrid', status: 'applied', closesOn: '2026-12-31', url: null, location: null },
    });
  });

  it('says what is wrong at each field', () => {
    expect(readForm(form({ title: ' ', url: 'javascript:alert(1)', workMode: 'elsewhere' }), {})).toEqual({
      errors: { title: 'Enter the job title', url: expect.stringContaining('https://') },
    });
  });
});
