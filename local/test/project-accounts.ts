import { Client } from 'pg';
import { addressPattern } from './supabase-target';

/**
 * Keeps tests away from a project that anybody uses: all of its accounts must be of tests.
 * @throws Error in a sentence when there are others
 */
export async function requireNoOtherAccounts(directUrl: string): Promise<void> {
  const others = await asOwner(directUrl, async (client) => {
    const { rows } = await client.query<{ others: number }>(
      'select count(*)::int as others from auth.users where email is null or email not like $1',
      [likePattern()],
    );
    return rows[0]?.others ?? 0;
  });
  if (others === 0) return;
  throw new Error(
    `The Supabase project has ${others} accounts that no test made. Take a project that nobody uses: tests write to its database and send mails.`,
  );
}

/** Takes away what tests made. */
export async function deleteTestAccounts(directUrl: string): Promise<void> {
  await asOwner(directUrl, (client) =>
    client.query('delete from auth.users where email like $1', [likePattern()]),
  );
}

function likePattern(): string {
  return addressPattern()
    .replaceAll(/[\\%_]/g, '\\$&')
    .replace('*', '%');
}

async function asOwner<T>(directUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const address = new URL(directUrl);
  address.searchParams.delete('schema');
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
