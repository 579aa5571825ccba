import { recordAudit } from '@/lib/audit';
import { type Admin, requireAdminIn } from '@/lib/auth';
import { asService } from '@/lib/db';
import { type CsvCell, toCsv } from '@/lib/http';
import { readUserPage } from './list-users';
import { fromCursor } from './user-cursor';
import type { UserFilter } from './user-filter';
import type { ListedUser } from './user-row';

/** People read at a time: few enough that nobody waits for a connection because of it. */
const BATCH = 500;

const oldestFirst = { sort: 'created', order: 'asc' } as const;

/**
 * Everybody whom a filter finds, as CSV, written while it is read. Oldest first, whatever the list is sorted by: that is what
 * never changes, so nobody is left out who is seen or renamed meanwhile. That it was taken is in the audit log before
 * the first row leaves; an admin whose right is taken away gets no further row.
 * @throws ProblemError 404 for who is no admin
 */
export async function usersCsv(
  admin: Admin,
  filter: UserFilter,
  { batch = BATCH }: { batch?: number } = {},
): Promise<ReadableStream<Uint8Array>> {
  await asService('admin.export-users', async (tx) => {
    const { userId, email } = await requireAdminIn(tx, admin);
    await recordAudit(tx, {
      actor: { id: userId, email, via: 'console' },
      action: 'users.exported',
      target: { kind: 'users' },
      after: { filter },
    });
  });
  const encoder = new TextEncoder();
  let cursor: string | null = null;
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      if (!begun) controller.enqueue(encoder.encode(toCsv([headings])));
      else if (cursor === null) return controller.close();
      const page = await readBatch(admin, filter, cursor, batch);
      begun = true;
      cursor = page.nextCursor;
      // An empty piece would have the reader wait for a next one that nobody asks for.
      if (page.users.length > 0) controller.enqueue(encoder.encode(toCsv(page.users.map(cellsOf))));
      if (cursor === null) controller.close();
    },
  });
}

function readBatch(admin: Admin, filter: UserFilter, cursor: string | null, limit: number) {
  return asService('admin.export-users', async (tx) => {
    await requireAdminIn(tx, admin);
    const at = cursor === null ? null : fromCursor(cursor, oldestFirst);
    return readUserPage(tx, { filter, ...oldestFirst, limit, at });
  });
}

const headings = [
  'id',
  'email',
  'name',
  'status',
  'plan',
  'past_due',
  'verified_at',
  'created_at',
  'last_seen_at',
  'stripe_customer_id',
  'organizations',
  'former_email',
];

function cellsOf(user: ListedUser): CsvCell[] {
  return [
    user.id,
    user.email,
    user.name,
    user.status,
    user.plan,
    user.pastDue ? 'yes' : 'no',
    user.verifiedAt,
    user.createdAt,
    user.lastSeenAt,
    user.stripeCustomerId,
    user.organizations,
    user.formerEmail,
  ];
}
