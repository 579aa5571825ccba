import { expect, type Page } from '@playwright/test';
import { Client } from 'pg';
import { asService } from '@/lib/db';

/** Opens a page of the list, and waits until it listens: to keys as well, which wait for nothing. */
export async function openPeople(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('searchbox', { name: 'Search people' })).toBeVisible();
}

/** A word that is in the names of one test's people and nowhere else. */
export function marker(): string {
  return `mark${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}x`;
}

/** Somebody who is in the list, and cannot sign in. */
export type Listed = { id: string; email: string };

/** So many people who have a word in address and name, the oldest first; made in one statement, as by Supabase. */
export async function makePeople(word: string, count: number): Promise<Listed[]> {
  const owner = new Client({ connectionString: process.env.DIRECT_DATABASE_URL?.replace(/\?.*$/, '') });
  await owner.connect();
  try {
    const { rows } = await owner.query<Listed>(
      `insert into auth.users (id, email, raw_user_meta_data)
       select gen_random_uuid(), $1::text || '-' || i || '@example.test', jsonb_build_object('name', $1::text || ' ' || i)
       from generate_series(1, $2::int) i
       returning id::text as id, email`,
      [word, count],
    );
    // All at the same moment: their ids decide.
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    await owner.end();
  }
}

/** Suspends somebody behind everybody's back. */
export function suspend(id: string) {
  return asService('test.suspend', (tx) => tx.user.update({ where: { id }, data: { status: 'suspended' } }));
}
