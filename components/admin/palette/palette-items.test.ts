import { describe, expect, it } from 'vitest';
import { paletteItems } from './palette-items';

const pages = [
  { href: '/admin/users', label: 'Users' },
  { href: '/admin/plans', label: 'Plans' },
];
const nora = { id: 'a', email: 'nora@example.com', name: 'Nora Berg', formerEmail: null };

describe('the palette', () => {
  it('begins with all pages', () => {
    expect(paletteItems('', pages, []).map(({ href }) => href)).toEqual(['/admin/users', '/admin/plans']);
  });

  it('shows pages with the text, people, and the way to all of them', () => {
    expect(paletteItems(' Us ', pages, [nora])).toEqual([
      { kind: 'page', id: '/admin/users', href: '/admin/users', label: 'Users', detail: null },
      { kind: 'user', id: 'a', href: '/admin/users/a', label: 'nora@example.com', detail: 'Nora Berg' },
      { kind: 'all', id: 'all', href: '/admin/users?q=Us', label: 'Search all users for “Us”', detail: null },
    ]);
  });

  it('names whoever was deleted by the address that they had', () => {
    const gone = { ...nora, email: 'deleted-a@deleted.invalid', formerEmail: 'nora@example.com' };
    expect(paletteItems('nora', [], [gone])[0]?.label).toBe('nora@example.com');
  });

  it('shows nobody who was found for a text that is gone', () => {
    expect(paletteItems('u', pages, [nora]).map(({ kind }) => kind)).toEqual(['page']);
  });
});
