import { describe, expect, it } from 'vitest';
import { moved, paletteItems } from './palette-items';

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

describe('the mark', () => {
  it('goes round', () => {
    expect([moved(0, 3, 'ArrowDown'), moved(2, 3, 'ArrowDown'), moved(0, 3, 'ArrowUp')]).toEqual([1, 0, 2]);
    expect([moved(0, 3, 'PageDown'), moved(2, 9, 'PageUp'), moved(0, 9, 'PageDown')]).toEqual([2, 0, 5]);
  });

  it('stays for other keys, and where there is nothing', () => {
    expect([moved(0, 3, 'a'), moved(0, 0, 'ArrowDown')]).toEqual([null, null]);
  });
});
