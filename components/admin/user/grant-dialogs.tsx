'use client';

import {
  endGrantAction,
  grantPlanAction,
  syncOrganizationAction,
  undoEntitlementAction,
} from '@/app/(admin)/admin/entitlement-actions';
import type { PlanId } from '@/lib/plans';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { ReasonDialog } from '../reason-dialog';
import { endOfDay } from './entitlement-words';

type Named = { id: PlanId; name: string };
type GivenProps = { organizationId: string; name: string };

/** Gives the organization a plan. */
export function GrantDialog({
  organizationId,
  name,
  plans,
  present,
}: GivenProps & { plans: readonly Named[]; present: PlanId | null }) {
  return (
    <ReasonDialog
      trigger={
        <Button variant="secondary" size="sm">
          {present ? 'Give another plan' : 'Give a plan'}
        </Button>
      }
      title={`Give ${name} a plan`}
      description="It counts at once, beside whatever they pay for: the better plan holds. They pay nothing for it, and nothing above its limits is billed: there it stops."
      confirmLabel="Give plan"
      fields={
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Plan">
            <Select name="planId" defaultValue={present ?? 'pro'}>
              {plans.map((plan) => (
                <option key={plan.id} value={plan.id}>
                  {plan.name}
                </option>
              ))}
            </Select>
          </Field>
          <EndField />
        </div>
      }
      onConfirm={(reason, given) =>
        grantPlanAction(
          organizationId,
          { planId: String(given.get('planId')), endsAt: endOfDay(String(given.get('end') ?? '')) },
          reason,
        )
      }
      done={({ eventId }) => (eventId ? 'The plan is given' : 'It was given already')}
      undo={undoing}
    />
  );
}

/** Ends the plan that the organization was given. */
export function EndGrantDialog({ organizationId, name, planName }: GivenProps & { planName: string }) {
  return (
    <ReasonDialog
      trigger={
        <Button variant="ghost" size="sm">
          End the given plan
        </Button>
      }
      title={`End the plan that ${name} was given?`}
      description="What they pay for counts again at once, or Free. Nothing that they have is deleted."
      confirmLabel="End plan"
      destructive
      onConfirm={(reason) => endGrantAction(organizationId, reason)}
      done={({ eventId }) => (eventId ? `${planName} is not given any more` : 'It had ended already')}
      undo={undoing}
    />
  );
}

/** Asks Stripe anew. */
export function SyncDialog({
  organizationId,
  name,
  planNames,
}: GivenProps & { planNames: Record<string, string> }) {
  return (
    <ReasonDialog
      trigger={
        <Button variant="secondary" size="sm">
          Sync with Stripe
        </Button>
      }
      title={`Ask Stripe about ${name} now?`}
      description="Subscriptions, invoices and payments are fetched, and made to say here what Stripe says. It charges nothing."
      confirmLabel="Sync"
      onConfirm={(reason) => syncOrganizationAction(organizationId, reason)}
      done={({ outcome, planId }) =>
        outcome === 'synced'
          ? `Synced. The plan in force is ${planNames[planId] ?? planId}`
          : 'Stripe has no such customer any more'
      }
    />
  );
}

/** Until which day something is given; the reader's days are UTC's. */
export function EndField() {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return (
    <Field label="Last day" hint="To its end, in UTC. Without a day it has no end." optional>
      <Input name="end" type="date" min={tomorrow} />
    </Field>
  );
}

/** Takes back what an event did; null where nothing was done. */
export function undoing({ eventId }: { eventId: string | null }, reason: string) {
  return eventId === null ? null : () => undoEntitlementAction(eventId, `Undone: ${reason}`.slice(0, 500));
}
