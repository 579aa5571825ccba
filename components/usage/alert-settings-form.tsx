'use client';

import { ChevronRight } from 'lucide-react';
import { useActionState } from 'react';
import { type FormState, formError, untouchedForm } from '@/lib/auth/form-state';
import { type Metric, metricNames } from '@/lib/plans';
import { Alert } from '../ui/alert';
import { Checkbox } from '../ui/checkbox';
import { SubmitButton } from '../ui/submit-button';

type Setting = { metric: Metric; mail: boolean; banner: boolean };

type AlertSettingsFormProps = {
  /** Of what is used, and of the rest, which is folded. */
  used: readonly Setting[];
  unused: readonly Setting[];
  /** Whether this person may change them. */
  mayChange: boolean;
  action: (before: FormState<'saved'>, form: FormData) => Promise<FormState<'saved'>>;
};

/** Which alerts come by mail and which are shown. Works without JavaScript. */
export function AlertSettingsForm({ used, unused, mayChange, action }: AlertSettingsFormProps) {
  const [state, submit] = useActionState(action, untouchedForm);
  const problem = formError(state);
  const all = [...used, ...unused];
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="metrics" value={all.map(({ metric }) => metric).join(',')} />
      <div className="rounded-lg border bg-surface">
        <SettingRows settings={used} mayChange={mayChange} />
        {unused.length > 0 ? (
          <details className="group border-t first:border-t-0">
            <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg px-5 py-3 text-13 text-muted-foreground [&::-webkit-details-marker]:hidden">
              <ChevronRight
                aria-hidden="true"
                className="size-3.5 transition-transform group-open:rotate-90"
              />
              Not used yet <span className="tabular">{unused.length}</span>
            </summary>
            <div className="border-t">
              <SettingRows settings={unused} mayChange={mayChange} />
            </div>
          </details>
        ) : null}
      </div>
      {mayChange ? (
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton variant="secondary">Save alerts</SubmitButton>
          {/* There before there is anything to say, so that it is read out. */}
          <p role="status" className="text-13 text-muted-foreground">
            {state.outcome === 'saved' ? 'Saved.' : ''}
          </p>
        </div>
      ) : (
        <p className="text-13 text-muted-foreground">
          Only owners and admins of your organization can change these.
        </p>
      )}
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
    </form>
  );
}

function SettingRows({ settings, mayChange }: { settings: readonly Setting[]; mayChange: boolean }) {
  return (
    <ul className="divide-y">
      {settings.map(({ metric, mail, banner }) => {
        const { title } = metricNames[metric];
        return (
          <li key={metric}>
            <fieldset
              disabled={!mayChange}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3"
            >
              <legend className="sr-only">{title}</legend>
              <span aria-hidden="true" className="font-medium text-sm">
                {title}
              </span>
              <div className="flex gap-6">
                <Checkbox name={`mail:${metric}`} label="Mail" defaultChecked={mail} />
                <Checkbox name={`banner:${metric}`} label="Banner" defaultChecked={banner} />
              </div>
            </fieldset>
          </li>
        );
      })}
    </ul>
  );
}
