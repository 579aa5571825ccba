import { z } from 'zod';

/** What can be gone to: a page of the console, a person, or the list of all who are found. */
export type PaletteItem = {
  kind: 'page' | 'user' | 'all';
  /** Unique among those shown. */
  id: string;
  href: string;
  label: string;
  /** A second, quieter part, such as a person's name. */
  detail: string | null;
};

/** The part of the API's answer that is shown. */
export const foundUsersSchema = z.object({
  users: z.array(
    z.object({
      id: z.uuid(),
      email: z.string(),
      name: z.string().nullable(),
      formerEmail: z.string().nullable(),
    }),
  ),
});

export type FoundUsers = z.infer<typeof foundUsersSchema>['users'];

/** Letters from which on people are searched for: one is everybody. */
export const SEARCH_MIN = 2;

/** What is shown for what was typed: pages whose name has it, then people, then the way to all of them. */
export function paletteItems(
  text: string,
  pages: readonly { href: string; label: string }[],
  users: FoundUsers,
): PaletteItem[] {
  const wanted = text.trim().toLowerCase();
  const found: PaletteItem[] = pages
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map(({ href, label }) => ({ kind: 'page', id: href, href, label, detail: null }));
  if (wanted.length < SEARCH_MIN) return found;
  return [
    ...found,
    ...users.map(
      ({ id, email, name, formerEmail }): PaletteItem => ({
        kind: 'user',
        id,
        href: `/admin/users/${id}`,
        label: formerEmail ?? email,
        detail: name,
      }),
    ),
    {
      kind: 'all',
      id: 'all',
      href: `/admin/users?${new URLSearchParams({ q: text.trim() })}`,
      label: `Search all users for “${text.trim()}”`,
      detail: null,
    },
  ];
}
