'use client';

import { useActionState } from 'react';
import { type FormState, formError, untouchedForm } from '@/lib/auth/form-state';
import type { NotificationSettingsValues } from '@/lib/jobs/notifications';
import { Alert } from '../ui/alert';
import { Checkbox } from '../ui/checkbox';
import { SubmitButton } from '../ui/submit-button';

type NotificationSettingsFormProps = {
  settings: NotificationSettingsValues;
  action: (before: FormState<'saved'>, form: FormData) => Promise<FormState<'saved'>>;
};

/** What comes by mail and what is shown in the app. Works without JavaScript. */
export function NotificationSettingsForm({ settings, action }: NotificationSettingsFormProps) {
  const [state, submit] = useActionState(action, untouchedForm);
  const problem = formError(state);
  const box = (name: keyof NotificationSettingsValues, label: string) => (
    <Checkbox name={name} label={label} defaultChecked={settings[name]} />
  );
  return (
    <form action={submit} className="grid gap-4">
      <ul className="divide-y rounded-lg border bg-surface">
        <Row title="Reminders" description="When one of yours is due.">
          {box('reminderMail', 'Mail')}
          {box('reminderInApp', 'In the app')}
        </Row>
        <Row title="Interviews" description="Before they begin, for the jobs that you saved.">
          {box('interviewMail', 'Mail')}
          {box('interviewInApp', 'In the app')}
          {box('interviewDayBefore', 'A day before')}
          {box('interviewHourBefore', 'An hour before')}
        </Row>
        <Row
          title="Weekly summary"
          description="On Monday mornings, when there is something to say: what last week brought, and what this one will."
        >
          {box('digestMail', 'Mail')}
        </Row>
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary">Save</SubmitButton>
        {/* There before there is anything to say, so that it is read out. */}
        <p role="status" className="text-13 text-muted-foreground">
          {state.outcome === 'saved' ? 'Saved.' : ''}
        </p>
      </div>
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
    </form>
  );
}

function Row({
  title,
  description,
  children,
}: {
  title: string;
  description: string;
  children: React.ReactNode;
}) {
  return (
    <li>
      <fieldset className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
        <legend className="sr-only">{title}</legend>
        <div className="grid flex-[1_1_14rem] gap-0.5">
          <span aria-hidden="true" className="font-medium text-sm">
            {title}
          </span>
          <p className="text-13 text-muted-foreground">{description}</p>
        </div>
        <div className="grid w-full grid-cols-2 gap-x-6 gap-y-2.5 sm:w-72">{children}</div>
      </fieldset>
    </li>
  );
}
