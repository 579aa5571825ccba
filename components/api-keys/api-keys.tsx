'use client';

import { KeyRound, Plus } from 'lucide-react';
import { useRef, useState, useTransition } from 'react';
import { revokeKeyAction } from '@/app/(app)/account/api-keys/actions';
import type { ApiKey } from '@/lib/auth/api-keys';
import { amountOf, formatAmount } from '@/lib/plans';
import { callAction } from '../calls/call-action';
import { ConfirmDialog } from '../ui/alert-dialog';
import { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { EmptyState } from '../ui/empty-state';
import { toast } from '../ui/toast';
import { LimitDialog } from '../usage/limit-dialog';
import type { LimitHit } from '../usage/limit-hit';
import type { PlanOffer } from '../usage/plan-offers';
import { CreateKeyDialog } from './create-key-dialog';
import { KeyList } from './key-list';
import { endingWords } from './key-words';
import { RenameKeyDialog } from './rename-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';
import { SecretDialog, type ToldSecret } from './secret-dialog';

type ApiKeysProps = {
  /** One page, newest first. */
  keys: readonly ApiKey[];
  olderHref: string | null;
  newestHref: string | null;
  /** The quota of API keys; `limit` null is unlimited. */
  quota: { used: number; limit: number | null };
  planName: string;
  offers: readonly PlanOffer[];
  /** Whether an overdue payment is why no key can be made. */
  readOnly: boolean;
};

type Named = 'create' | 'secret' | 'rename' | 'rotate' | 'revoke' | 'limit';

/** Which dialog is open. A closing dialog keeps its content until it has faded. */
type Open = { dialog: Named | null; key?: ApiKey | undefined; told?: ToldSecret; hit?: LimitHit };

/** The organization's API keys for whoever manages them, and the dialogs to make, rename, rotate and revoke one. */
export function ApiKeys({ keys, olderHref, newestHref, quota, planName, offers, readOnly }: ApiKeysProps) {
  const [open, setOpen] = useState<Open>({ dialog: null });
  const [revoking, startRevoking] = useTransition();
  const list = useRef<HTMLDivElement>(null);

  const close = () => setOpen((current) => ({ ...current, dialog: null }));
  const setDialogOpen = (isOpen: boolean) => {
    if (!isOpen) close();
  };
  const openDialog = (next: Open) => {
    // On a phone a dialog's main button is where the last message may still be.
    toast.dismiss();
    setOpen(next);
  };
  const isFull = quota.limit !== null && quota.used >= quota.limit;
  const create = () => openDialog({ dialog: isFull ? 'limit' : 'create' });
  const tell = (told: ToldSecret) => openDialog({ dialog: 'secret', told });
  const focusList = () => requestAnimationFrame(() => list.current?.focus());

  const revoke = ({ id, name, state }: ApiKey) =>
    startRevoking(async () => {
      const outcome = await callAction(() => revokeKeyAction(id));
      close();
      if (outcome.ok) toast.success(`“${name}” is ${state === 'expired' ? 'removed' : 'revoked'}`);
      else toast.error(outcome.problem.title, { description: outcome.problem.detail });
      focusList();
    });

  const createButton = (
    <Button onClick={create} disabled={readOnly}>
      <Plus aria-hidden="true" />
      New key
    </Button>
  );

  return (
    <>
      {keys.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No API key yet"
          description={
            readOnly
              ? 'Keys can be made again once the open payment is made.'
              : 'Make one for each script, with no more than it needs, and revoke it when the script is gone.'
          }
          action={createButton}
        />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a group that only receives the focus, not a fieldset
        <div ref={list} role="group" aria-label="API keys" tabIndex={-1} className="grid grid-cols-1 gap-4">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <p className="tabular text-muted-foreground text-sm">
              {quota.limit === null
                ? `${formatAmount('api_keys', quota.used)} in use`
                : `${formatAmount('api_keys', quota.used)} of ${amountOf('api_keys', quota.limit)} in use`}
              {readOnly ? '. More can be made once the open payment is made.' : ''}
            </p>
            {createButton}
          </div>
          <KeyList
            keys={keys}
            onRename={(key) => openDialog({ dialog: 'rename', key })}
            onRotate={(key) => openDialog({ dialog: 'rotate', key })}
            onRevoke={(key) => openDialog({ dialog: 'revoke', key })}
          />
        </div>
      )}
      {olderHref || newestHref ? (
        <nav aria-label="Pages" className="flex justify-between gap-2">
          {newestHref ? (
            <ButtonLink href={newestHref} variant="secondary" size="sm">
              Newest
            </ButtonLink>
          ) : (
            <span />
          )}
          {olderHref ? (
            <ButtonLink href={olderHref} variant="secondary" size="sm">
              Older
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}

      <CreateKeyDialog
        open={open.dialog === 'create'}
        onOpenChange={setDialogOpen}
        onCreated={tell}
        onLimitHit={(hit) => openDialog({ dialog: 'limit', hit })}
      />
      <SecretDialog open={open.dialog === 'secret'} onOpenChange={setDialogOpen} told={open.told} />
      <RenameKeyDialog
        open={open.dialog === 'rename'}
        onOpenChange={setDialogOpen}
        apiKey={open.key}
        onRenamed={() => {
          close();
          toast.success('Name saved');
        }}
      />
      <RotateKeyDialog
        open={open.dialog === 'rotate'}
        onOpenChange={setDialogOpen}
        apiKey={open.key}
        onRotated={tell}
      />
      <ConfirmDialog
        open={open.dialog === 'revoke'}
        onOpenChange={setDialogOpen}
        {...endingWords(open.key)}
        loading={revoking}
        onConfirm={() => {
          if (open.key) revoke(open.key);
        }}
      />
      {quota.limit === null ? null : (
        <LimitDialog
          open={open.dialog === 'limit'}
          onOpenChange={setDialogOpen}
          hit={open.hit ?? { metric: 'api_keys', current: quota.used, limit: quota.limit, resetsAt: null }}
          planName={planName}
          offers={offers}
          mayUpgrade
          manage={{
            label: 'Manage keys',
            onClick: () => {
              close();
              focusList();
            },
          }}
        />
      )}
    </>
  );
}
