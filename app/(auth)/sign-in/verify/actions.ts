'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Principal } from '@/lib/auth';
import type { FormState } from '@/lib/auth/form-state';
import { proverOf, proveSecondFactor } from '@/lib/auth/second-factor';
import { requireIdentity, submitForm, supabaseServer } from '@/lib/auth/server';
import { ProblemError, safeNextPath } from '@/lib/http';
import { limitFailures } from '@/lib/rate-limits';

/** Takes the code of the second step, and goes where the person was going. */
export async function verifyAction(_before: FormState, form: FormData): Promise<FormState<never>> {
  return submitForm<never>(form, ['next'], async (fields) => {
    const next = safeNextPath(fields.next);
    const identity = await requireIdentity('verify');
    if (identity.secondFactorStep !== 'verify') redirect(safeNextPath(fields.next));
    const refusal = await limitFailures(
      'one-time-code',
      { headers: await headers(), account: identity.principal.email },
      () => refusalOf(identity.principal, fields.code ?? ''),
      (came) => came?.status === 422,
    );
    // Signed in elsewhere with a code meanwhile: Supabase then ends whatever got no further than the password.
    if (refusal?.status === 401) redirect(`/sign-in?notice=session-over&next=${encodeURIComponent(next)}`);
    if (refusal) throw refusal;
    redirect(safeNextPath(fields.next));
  });
}

async function refusalOf(principal: Principal, code: string): Promise<ProblemError | null> {
  try {
    await proveSecondFactor(await supabaseServer(), proverOf(principal), code);
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}
