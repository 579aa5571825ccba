import { redirect } from 'next/navigation';
import type { BillingActionState } from '@/components/billing/billing-action';
import { runAction } from '@/lib/auth/server';

/** Sends the browser where `work` says, from within a server action; answers why not when it fails. */
export async function leaveFor(work: () => Promise<{ url: string }>): Promise<BillingActionState> {
  const result = await runAction(work);
  if (result.ok) redirect(result.data.url);
  return { problem: result.problem };
}
