import { type FormEvent, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { ApiProblem } from '../api/call-api';
import { ask, type Saving, savingSchema } from '../messages';
import type { Draft } from '../page/draft';
import { keepDraft } from './kept-draft';
import { QuotaLine } from './quota-line';
import { draftInForm, type FormErrors, readForm } from './read-form';
import { RefusalAlert } from './refusal-alert';
import { SaveFields } from './save-fields';

type SaveFormProps = {
  draft: Draft;
  /** What could not be read. */
  words: string | undefined;
  /** Whether the person wants it though it is saved. */
  again: boolean;
  onSaving: (saving: Extract<Saving, { state: 'saved' | 'waiting' }>) => void;
  onRefused: (id: string) => void;
};

/** What was read, to be corrected and saved. */
export function SaveForm({ draft, words, again, onSaving, onRefused }: SaveFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<FormErrors>({});
  const [refusal, setRefusal] = useState<{ id?: string; problem: ApiProblem }>();
  const [busy, setBusy] = useState(false);

  const showErrors = (found: FormErrors) => {
    setErrors(found);
    const names = new Set(Object.keys(found));
    const first = [...(form.current?.elements ?? [])].find((each) =>
      names.has(each.getAttribute('name') ?? ''),
    );
    if (!(first instanceof HTMLElement)) return;
    first.closest('details')?.setAttribute('open', '');
    first.focus();
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const read = readForm(new FormData(event.currentTarget), draft);
    if ('errors' in read) {
      showErrors(read.errors);
      return;
    }
    setErrors({});
    setBusy(true);
    const answer = await ask({ type: 'save', job: read.job, replaces: refusal?.id, again }).catch(
      () => undefined,
    );
    setBusy(false);
    const saving = savingSchema.safeParse(answer);
    if (!saving.success) setRefusal({ problem: lost });
    else if (saving.data.state === 'full') setRefusal({ problem: queueFull });
    else if (saving.data.state === 'refused') {
      setRefusal(saving.data);
      onRefused(saving.data.id);
    } else if (saving.data.state !== 'signed_out') {
      void keepDraft(draft.url, undefined);
      onSaving(saving.data);
    }
  };

  const keep = (event: FormEvent<HTMLFormElement>) =>
    void keepDraft(draft.url, draftInForm(new FormData(event.currentTarget), draft));

  return (
    <form
      ref={form}
      onSubmit={submit}
      onInput={keep}
      noValidate
      className="grid grid-cols-1 gap-4"
      aria-label="Job"
    >
      {words ? <Alert tone="info">{words}</Alert> : null}
      <SaveFields draft={draft} errors={errors} />
      {refusal ? <RefusalAlert problem={refusal.problem} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button type="submit" loading={busy}>
          Save job
        </Button>
        <QuotaLine />
      </div>
    </form>
  );
}

const lost: ApiProblem = {
  error: 'unknown',
  detail: 'The extension was updated meanwhile. Open it again; what you typed is still there.',
};

const queueFull: ApiProblem = {
  error: 'unknown',
  detail: 'Too many jobs wait on this device already. Go online first, or give some up below.',
};
