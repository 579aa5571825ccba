'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Enrolment, SecondFactorStatus } from '@/lib/auth/second-factor';
import { AuthForm } from '../auth-form';
import { type FormAction, useFormAction } from '../use-form-action';
import { PresentFactor } from './present-factor';
import { RecoveryCodes } from './recovery-codes';
import { SetUpForm } from './set-up-form';

/** What the forms of this section do. */
export type SecondFactorActions = {
  setUp: FormAction<'begun' | 'on', SetUpShown>;
  renewCodes: FormAction<'done', readonly string[]>;
  remove: FormAction<'done', never>;
};

/** What setting up shows: first what to scan, then the recovery codes. */
export type SetUpShown = { enrolment: Enrolment } | { recoveryCodes: readonly string[] };

type SecondFactorPanelProps = {
  status: SecondFactorStatus;
  actions: SecondFactorActions;
  next: string | null;
};

/** Two-factor sign-in: off, being set up, or on. */
export function SecondFactorPanel({ status, actions, next }: SecondFactorPanelProps) {
  const form = useFormAction(actions.setUp);
  const { shown } = form.state;
  const [renewed, setRenewed] = useState<readonly string[] | null>(null);
  // What was shown and put away: the answer of the action itself stays until the next one.
  const [putAway, setPutAway] = useState<unknown>(null);

  const codes = renewed ?? (shown && 'recoveryCodes' in shown ? shown.recoveryCodes : null);
  if (codes && codes !== putAway) {
    const close = () => {
      setPutAway(codes);
      setRenewed(null);
    };
    return (
      <View name="codes">
        <RecoveryCodes codes={codes} next={renewed ? null : next} onDone={close} />
      </View>
    );
  }
  if (status.state === 'on') {
    return (
      <View name="on">
        <PresentFactor status={status} actions={actions} onRenewed={setRenewed} />
      </View>
    );
  }
  const enrolment = shown && 'enrolment' in shown ? shown.enrolment : null;
  if (enrolment && enrolment.factorId !== putAway) {
    return (
      <View name="set-up">
        <SetUpForm form={form} enrolment={enrolment} onCancel={() => setPutAway(enrolment.factorId)} />
      </View>
    );
  }
  return (
    <View name="off">
      <AuthForm form={form} className="justify-items-start">
        <input type="hidden" name="step" value="begin" />
        <SubmitButton loading={form.pending}>Set up</SubmitButton>
      </AuthForm>
    </View>
  );
}

/** One of the views; where the last one took the focus away with it, this one gets it. */
function View({ name, children }: { name: string; children: ReactNode }) {
  const view = useRef<HTMLDivElement>(null);
  const former = useRef(name);

  useEffect(() => {
    if (former.current !== name && document.activeElement === document.body) view.current?.focus();
    former.current = name;
  }, [name]);

  return (
    <div ref={view} tabIndex={-1}>
      {children}
    </div>
  );
}
