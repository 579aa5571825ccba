'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useState, useTransition } from 'react';
import { orderBulkAction, previewBulkAction } from '@/app/(admin)/admin/users/bulk-actions';
import type { BulkAction, BulkPreview, BulkSelection } from '@/lib/admin/users/bulk';
import { BULK_MAX, TYPED_FROM } from '@/lib/admin/users/bulk/bulk-order';
import { callAction } from '../../../calls/call-action';
import type { Refusal } from '../../../calls/refusal';
import { RefusalAlert } from '../../../calls/refusal-alert';
import { Button } from '../../../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../../../ui/dialog';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { Textarea } from '../../../ui/textarea';
import { bulkVerbs, effectWords } from './bulk-words';
import { GrantFields } from './grant-fields';
import { PreviewLines } from './preview-lines';

type BulkDialogProps = {
  /** What is asked for; null while nothing is. */
  kind: BulkAction['kind'] | null;
  selection: BulkSelection;
  onOpenChange: (open: boolean) => void;
};

/** Says what an action would do to those who are selected, and orders it: with a reason, and above a hundred with their number typed. */
export function BulkDialog({ kind, selection, onOpenChange }: BulkDialogProps) {
  // A closing dialog keeps its content until it has faded.
  const [shown, setShown] = useState(kind);
  if (kind !== null && kind !== shown) setShown(kind);
  return (
    <Dialog open={kind !== null} onOpenChange={onOpenChange}>
      {shown ? (
        <DialogContent title={`${bulkVerbs[shown]}: many at once`} description={effectWords[shown]}>
          <BulkForm key={shown} kind={shown} selection={selection} />
        </DialogContent>
      ) : null}
    </Dialog>
  );
}

function BulkForm({ kind, selection }: { kind: BulkAction['kind']; selection: BulkSelection }) {
  const router = useRouter();
  const [id] = useState(() => crypto.randomUUID());
  const [action, setAction] = useState<BulkAction | null>(
    kind === 'grant_plan' ? { kind, planId: 'pro', endsAt: null } : { kind },
  );
  const { preview, refusal: previewRefusal, lookAgain } = usePreview(action, selection);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [reasonError, setReasonError] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [ordering, startOrdering] = useTransition();

  const shownRefusal = refusal ?? previewRefusal;
  const concerned = preview?.concerned ?? 0;
  const mustType = concerned >= TYPED_FROM;
  const isTyped = !mustType || typed.replaceAll(/[,\s]/g, '') === String(concerned);
  const mayOrder = concerned > 0 && concerned <= BULK_MAX && !preview?.tooMany && isTyped;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ordering || !mayOrder || !action) return;
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    if (reason.length < 3) {
      setReasonError('Say why, so that whoever looks later understands it.');
      return;
    }
    setReasonError(null);
    setRefusal(null);
    startOrdering(async () => {
      const outcome = await callAction(() =>
        orderBulkAction({ id, action, selection, reason, expected: concerned }),
      );
      if (outcome.ok) router.push(`/admin/users/bulk/${outcome.data}`);
      else {
        setRefusal(outcome.problem);
        setTyped('');
        lookAgain();
      }
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid content-start gap-5">
        {shownRefusal ? <RefusalAlert refusal={shownRefusal} /> : null}
        {kind === 'grant_plan' ? <GrantFields onChange={setAction} /> : null}
        <PreviewLines kind={kind} preview={preview} isAsked={action !== null && previewRefusal === null} />
        <Field
          label="Reason"
          hint="Kept in the audit log, with your name, for each person."
          error={reasonError}
          required
        >
          <Textarea name="reason" rows={3} maxLength={500} autoComplete="off" />
        </Field>
        {mustType ? (
          <Field
            label={`Type ${concerned.toLocaleString('en-US')} to confirm`}
            hint="It is many people, and each of them is told or notices."
            required
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant={kind === 'suspend' ? 'danger' : 'primary'}
          loading={ordering}
          disabled={!mayOrder}
        >
          {concerned > 0 ? `${bulkVerbs[kind]} for ${concerned.toLocaleString('en-US')}` : bulkVerbs[kind]}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** What the action would do, asked anew whenever it changes; null until that is known. */
function usePreview(action: BulkAction | null, selection: BulkSelection) {
  const [found, setFound] = useState<{
    of: string;
    preview: BulkPreview | null;
    refusal: Refusal | null;
  } | null>(null);
  const [round, setRound] = useState(0);
  const asked = JSON.stringify([action, selection, round]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is action and selection by what they hold
  useEffect(() => {
    if (!action) return;
    let isOver = false;
    callAction(() => previewBulkAction(action, selection)).then((outcome) => {
      if (isOver) return;
      setFound({
        of: asked,
        preview: outcome.ok ? outcome.data : null,
        refusal: outcome.ok ? null : outcome.problem,
      });
    });
    return () => {
      isOver = true;
    };
  }, [asked]);

  const current = action && found?.of === asked ? found : null;
  return {
    preview: current?.preview ?? null,
    refusal: current?.refusal ?? null,
    lookAgain: () => setRound((before) => before + 1),
  };
}
