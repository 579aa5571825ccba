import { z } from 'zod';
import { inTransaction } from '../../database';
import { banEnd } from '../ban-duration';
import { emailSchema, metadataSchema, readJson } from '../body';
import { requireAdmin } from '../caller';
import type { AuthCall } from '../context';
import { setEmail } from '../email-change';
import { hashPassword } from '../passwords';
import { endSessions } from '../sessions';
import { userJson, userJsonList } from '../user-json';
import { confirmEmail, existingUser, insertUser, mergeMetadata, type UserRow, updateUser } from '../users';

const attributes = {
  password: z.string().nullish(),
  email_confirm: z.boolean().nullish(),
  user_metadata: metadataSchema.nullish(),
  app_metadata: metadataSchema.nullish(),
  ban_duration: z.string().nullish(),
  role: z.string().nullish(),
};
const createSchema = z.object({ ...attributes, id: z.uuid().nullish(), email: emailSchema });
const changeSchema = z.object({ ...attributes, email: emailSchema.nullish() });

/** `POST /admin/users` */
export async function createUser(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const body = await readJson(call.request, createSchema);
  const json = await inTransaction(call.context.pool, async (db) => {
    const user = await insertUser(db, {
      ...(body.id ? { id: body.id } : {}),
      email: body.email,
      encrypted_password: body.password ? await hashPassword(db, body.password) : null,
      email_confirmed_at: body.email_confirm ? new Date() : null,
      raw_user_meta_data: body.user_metadata ?? {},
      raw_app_meta_data: body.app_metadata ?? {},
      banned_until: body.ban_duration ? banEnd(body.ban_duration, new Date()) : null,
      ...(body.role ? { role: body.role } : {}),
    });
    return userJson(db, user);
  });
  return Response.json(json);
}

/** `GET /admin/users`, newest first; `page` from 1, `per_page` up to 1000. */
export async function listUsers(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const page = pageNumber(call.url.searchParams.get('page'), 1, 1_000_000);
  const perPage = pageNumber(call.url.searchParams.get('per_page'), 50, 1000);
  const { pool } = call.context;
  const { rows } = await pool.query<UserRow>(
    'select * from auth.users order by created_at desc, id limit $1 offset $2',
    [perPage, (page - 1) * perPage],
  );
  const counted = await pool.query<{ total: number }>('select count(*)::int as total from auth.users');
  const total = counted.rows[0]?.total ?? 0;
  const lastPage = Math.max(1, Math.ceil(total / perPage));
  const links = [
    ...(page < lastPage ? [`<${pageUrl(call, page + 1)}>; rel="next"`] : []),
    `<${pageUrl(call, lastPage)}>; rel="last"`,
  ];
  return Response.json(
    { users: await userJsonList(pool, rows), aud: 'authenticated' },
    { headers: { 'x-total-count': String(total), link: links.join(', ') } },
  );
}

/** `GET /admin/users/:id` */
export async function getUserById(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  return Response.json(
    await inTransaction(call.context.pool, async (db) => userJson(db, await existingUser(db, idIn(call)))),
  );
}

/** `PUT /admin/users/:id`: at once and without mails. A new password ends the user's sessions. */
export async function updateUserById(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const body = await readJson(call.request, changeSchema);
  const json = await inTransaction(call.context.pool, async (db) => {
    let user = await existingUser(db, idIn(call));
    // Also for the same address: the user gets the identity of an address, where there is none yet.
    if (body.email && (body.email !== user.email || user.email_confirmed_at)) {
      user = await setEmail(db, user, body.email);
    }
    if (body.email_confirm && !user.email_confirmed_at) user = await confirmEmail(db, user);
    if (body.password) {
      await endSessions(db, user.id, 'all');
      user = await updateUser(db, user.id, { encrypted_password: await hashPassword(db, body.password) });
    }
    user = await updateUser(db, user.id, {
      raw_user_meta_data: mergeMetadata(user.raw_user_meta_data, body.user_metadata ?? {}),
      raw_app_meta_data: mergeMetadata(user.raw_app_meta_data, body.app_metadata ?? {}),
      ...(body.ban_duration ? { banned_until: banEnd(body.ban_duration, new Date()) } : {}),
      ...(body.role ? { role: body.role } : {}),
    });
    return userJson(db, user);
  });
  return Response.json(json);
}

const deleteSchema = z.object({ should_soft_delete: z.boolean().nullish() });

/** `DELETE /admin/users/:id`: for good, or (soft) leaving a row without any trace of the person. */
export async function deleteUser(call: AuthCall): Promise<Response> {
  requireAdmin(call);
  const body = await readJson(call.request, deleteSchema);
  await inTransaction(call.context.pool, async (db) => {
    const user = await existingUser(db, idIn(call));
    if (!body.should_soft_delete) {
      await db.query('delete from auth.users where id = $1', [user.id]);
      return;
    }
    await endSessions(db, user.id, 'all');
    await db.query('delete from auth.identities where user_id = $1', [user.id]);
    await db.query('delete from auth.mfa_factors where user_id = $1', [user.id]);
    await updateUser(db, user.id, {
      email: `deleted-${user.id}`,
      encrypted_password: null,
      raw_user_meta_data: {},
      raw_app_meta_data: {},
      deleted_at: new Date(),
    });
  });
  return Response.json({});
}

function idIn(call: AuthCall): string {
  return call.params.id ?? '';
}

function pageNumber(value: string | null, fallback: number, maximum: number): number {
  const number = Number.parseInt(value ?? '', 10);
  return number >= 1 ? Math.min(number, maximum) : fallback;
}

function pageUrl(call: AuthCall, page: number): string {
  const url = new URL(`${call.context.authUrl}/admin/users`);
  url.search = call.url.search;
  url.searchParams.set('page', String(page));
  return url.toString();
}
