import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type Admin, type Principal, requireAdmin } from '@/lib/auth';
import { requireOneself, runAction } from '@/lib/auth/server';
import { type ActionResult, ProblemError } from '@/lib/http';

/**
 * The admin of this request, for the console's pages and layout, in their own name also while they act as somebody. Whoever
 * is not signed in is sent to sign in; to everybody else who is no admin there is no such page. Asked once per request.
 */
export const requireAdminPage = cache(async (): Promise<Admin> => {
  const admin = await adminOrNull(await requireOneself());
  if (!admin) notFound();
  return admin;
});

/** Whether somebody is an admin, for what leads to the console. */
export async function isAdmin(principal: Principal): Promise<boolean> {
  return (await adminOrNull(principal)) !== null;
}

/** Runs an action of the console: as `runAction`, for admins alone; 404 for everybody else. */
export function runAdminAction<T>(work: (admin: Admin) => Promise<T>): Promise<ActionResult<T>> {
  return runAction(async () => work(await requireAdmin(await requireOneself())), 'oneself');
}

async function adminOrNull(principal: Principal): Promise<Admin | null> {
  try {
    return await requireAdmin(principal);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null;
    throw error;
  }
}
