'use client';

import { UserRoundPlus } from 'lucide-react';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import { inviteAction } from '@/app/(app)/organization/actions';
import { invitedRoles } from '@/lib/organizations/permissions';
import { callAction } from '../calls/call-action';
import type { Refusal } from '../calls/refusal';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { toast } from '../ui/toast';
import { LimitDialog } from '../usage/limit-dialog';
import { type LimitHit, limitHitOf } from '../usage/limit-hit';
import type { PlanOffer } from '../usage/plan-offers';
import { roleWords } from './role-words';
import { areSeatsFull, type Seats } from './seat-words';

/** What there is to know where somebody is invited. */
export type InvitePeopleProps = {
  organization: { id: string; name: string };
  seats: Seats;
  planName: string;
  offers: readonly PlanOffer[];
  mayUpgrade: boolean;
  /** Where seats are bought on top of the plan; undefined where the plan sells none. */
  buySeats: string | undefined;
};

/** The button that invites: opens the form, or what to do about it when no seat is free. */
export function InvitePeople({
  organization,
  seats,
  planName,
  offers,
  mayUpgrade,
  buySeats,
}: InvitePeopleProps) {
  const [open, setOpen] = useState<'form' | 'limit' | null>(null);
  const [hit, setHit] = useState<LimitHit | null>(null);
  const closing = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  const full: LimitHit = {
    metric: 'seats',
    current: seats.used + seats.held,
    limit: seats.limit ?? 0,
    resetsAt: null,
  };
  const begin = () => {
    toast.dismiss();
    setHit(null);
    setOpen(areSeatsFull(seats) ? 'limit' : 'form');
  };
  return (
    <>
      <Button onClick={begin}>
        <UserRoundPlus aria-hidden="true" />
        Invite people
      </Button>
      <Dialog open={open === 'form'} onOpenChange={closing}>
        <DialogContent
          title={`Invite to ${organization.name}`}
          description="They get a mail with a link that works for a week, and hold a seat until then."
        >
          <InviteForm
            organizationId={organization.id}
            onInvited={(email) => {
              toast.success(`Invitation to ${email} is on its way`);
              setOpen(null);
            }}
            onLimitHit={(found) => {
              setHit(found);
              setOpen('limit');
            }}
          />
        </DialogContent>
      </Dialog>
      <LimitDialog
        open={open === 'limit'}
        onOpenChange={closing}
        hit={hit ?? full}
        planName={planName}
        offers={offers}
        mayUpgrade={mayUpgrade}
        more={buySeats ? { label: 'Add seats', href: buySeats } : undefined}
      />
    </>
  );
}

type InviteFormProps = {
  organizationId: string;
  onInvited: (email: string) => void;
  onLimitHit: (hit: LimitHit) => void;
};

function InviteForm({ organizationId, onInvited, onLimitHit }: InviteFormProps) {
  const form = useRef<HTMLFormElement>(null);
  // One key for each opened form and input: sent again after a lost answer it invites once.
  const attempt = useRef({ body: '', key: '' });
  const [role, setRole] = useState<(typeof invitedRoles)[number]>('member');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sending, startSending] = useTransition();
  const emailError = refusal?.issues?.find(({ path }) => path === 'email')?.message;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending) return;
    const email = String(new FormData(event.currentTarget).get('email') ?? '');
    const body = `${email} ${role}`;
    if (attempt.current.body !== body) attempt.current = { body, key: crypto.randomUUID() };
    const { key } = attempt.current;
    setRefusal(null);
    startSending(async () => {
      const outcome = await callAction(() => inviteAction(organizationId, { email, role }, key));
      if (outcome.ok) {
        onInvited(outcome.data.email);
        return;
      }
      const hit = limitHitOf(outcome.problem);
      if (hit) onLimitHit(hit);
      else setRefusal(outcome.problem);
      form.current?.querySelector<HTMLElement>('[name="email"]')?.focus();
    });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="grid gap-5">
        {refusal && !emailError ? (
          <Alert tone="danger" live>
            {refusal.detail}
          </Alert>
        ) : null}
        <Field label="Email" required error={emailError}>
          <Input name="email" type="email" autoComplete="off" placeholder="name@example.com" />
        </Field>
        <Field label="Role" hint={roleWords[role].may}>
          <Select
            name="role"
            value={role}
            onChange={({ target }) => setRole(invitedRoles.find((each) => each === target.value) ?? 'member')}
          >
            {invitedRoles.map((each) => (
              <option key={each} value={each}>
                {roleWords[each].label}
              </option>
            ))}
          </Select>
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="secondary">Cancel</Button>
        </DialogClose>
        <Button type="submit" loading={sending}>
          Send invitation
        </Button>
      </DialogFooter>
    </form>
  );
}
