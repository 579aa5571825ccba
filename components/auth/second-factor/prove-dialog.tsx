'use client';

import { type ReactNode, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { AuthForm } from '../auth-form';
import { CodeField } from '../code-field';
import { type FormAction, useFormAction } from '../use-form-action';

type ProveDialogProps<Shown> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: ReactNode;
  action: FormAction<'done', Shown>;
  confirmLabel: string;
  tone?: 'primary' | 'danger';
  /** Told once it is done, with what came of it. */
  onDone: (shown: Shown | undefined) => void;
};

/** Asks for a code before something that a borrowed session must not do. */
export function ProveDialog<Shown>({
  open,
  onOpenChange,
  title,
  description,
  ...form
}: ProveDialogProps<Shown>) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={title} description={description} size="sm">
        <ProveForm {...form} />
      </DialogContent>
    </Dialog>
  );
}

function ProveForm<Shown>({
  action,
  confirmLabel,
  tone = 'primary',
  onDone,
}: Pick<ProveDialogProps<Shown>, 'action' | 'confirmLabel' | 'tone' | 'onDone'>) {
  const form = useFormAction(action);
  const { outcome, shown } = form.state;

  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each answer, whatever the parent renders
  useEffect(() => {
    if (outcome === 'done') onDone(shown);
  }, [outcome, shown]);

  return (
    <AuthForm form={form} className="gap-0!">
      <DialogBody>
        <CodeField state={form.state} kind="either" />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <SubmitButton variant={tone} loading={form.pending}>
          {confirmLabel}
        </SubmitButton>
      </DialogFooter>
    </AuthForm>
  );
}
