'use server';

import { revalidatePath } from 'next/cache';
import type { SetUpShown } from '@/components/auth/second-factor/second-factor-panel';
import type { FormState } from '@/lib/auth/form-state';
import {
  beginEnrolment,
  confirmEnrolment,
  proverOf,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@/lib/auth/second-factor';
import { requireIdentity, submitForm, supabaseServer } from '@/lib/auth/server';

// Where a recovery code proved it no cookie is written, and the page would go on to show what was.
const PAGE = '/account/security';

/** Sets up two-factor sign-in: first what to scan, then with the first code of the app the recovery codes. */
export async function setUpSecondFactorAction(
  before: FormState<'begun' | 'on', SetUpShown>,
  form: FormData,
): Promise<FormState<'begun' | 'on', SetUpShown>> {
  let { shown } = before;
  const state = await submitForm(form, [], async ({ step, factorId = '', code = '' }) => {
    const { principal } = await requireIdentity();
    const prover = proverOf(principal);
    if (step !== 'confirm') {
      shown = { enrolment: await beginEnrolment(await supabaseServer(), prover) };
      return 'begun' as const;
    }
    shown = { recoveryCodes: await confirmEnrolment(await supabaseServer(), prover, { factorId, code }) };
    return 'on' as const;
  });
  return shown ? { ...state, shown } : state;
}

/** Makes new recovery codes for who enters a code. */
export async function renewRecoveryCodesAction(
  _before: FormState,
  form: FormData,
): Promise<FormState<'done', readonly string[]>> {
  let shown: readonly string[] | undefined;
  const state = await submitForm(form, [], async ({ code = '' }) => {
    const { principal } = await requireIdentity();
    shown = await renewRecoveryCodes(await supabaseServer(), proverOf(principal), code);
    revalidatePath(PAGE);
    return 'done' as const;
  });
  return shown ? { ...state, shown } : state;
}

/** Turns two-factor sign-in off for who enters a code. */
export async function removeSecondFactorAction(
  _before: FormState,
  form: FormData,
): Promise<FormState<'done', never>> {
  return submitForm(form, [], async ({ code = '' }) => {
    const { principal } = await requireIdentity();
    await removeSecondFactor(await supabaseServer(), proverOf(principal), code);
    revalidatePath(PAGE);
    return 'done' as const;
  });
}
