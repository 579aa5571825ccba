import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Suspense } from 'react';
import { BillingActionForm } from '@/components/billing/billing-action-form';
import { isChangeable } from '@/components/billing/cancellation-words';
import { ChangeChoice, type ChangeOption, type ChosenChange } from '@/components/billing/change-choice';
import { ChangePreviewCard, ChangePreviewSkeleton } from '@/components/billing/change-preview-card';
import { previewWords } from '@/components/billing/change-preview-words';
import { perInterval } from '@/components/billing/interval-words';
import { isAtLeast } from '@/components/billing/lifetime-words';
import { offeredMetrics } from '@/components/billing/limit-words';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import {
  type CurrentSubscription,
  canManageBilling,
  changeChoiceSchema,
  currentSubscription,
  isSold,
  lifetimeGrants,
  previewChange,
  sellsSeats,
} from '@/lib/billing';
import { shownPlans } from '@/lib/flags';
import { type ActionResult, toActionResult } from '@/lib/http';
import { formatMoney, limitWords, type Plan, type PlanId } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { changeAction, takeBackAction } from '../actions';

export const metadata: Metadata = { title: 'Change the plan' };

type ChangePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function ChangePage(props: ChangePageProps) {
  return withRequest(() => changePage(props));
}

async function changePage({ searchParams }: ChangePageProps) {
  const principal = await requirePrincipal();
  const [query, subscription, [owned], { plans }] = await Promise.all([
    searchParams,
    currentSubscription(principal),
    lifetimeGrants(principal),
    readCatalogue(),
  ]);
  if (!subscription) redirect('/pricing');
  // What there is to do first is told there.
  if (!isChangeable(subscription) || !canManageBilling(principal)) redirect('/account/billing');
  // A personal organization has its person's name, and nobody else to think of.
  const isShared = principal.organizationId !== principal.userId;
  // Nobody pays for what is owned for good.
  const sold = (await shownPlans(plans, subscription.planId)).filter(
    ({ id, prices }) =>
      prices.length > 0 && (!owned || id === subscription.planId || !isAtLeast(owned.planId, id)),
  );
  const chosen = chosenIn(query, subscription, sold);
  const { planId, interval, extraSeats } = chosen;

  return (
    <div className="grid max-w-2xl grid-cols-1 gap-6">
      <PageHeader
        title="Change the plan"
        description={
          isShared
            ? `For everybody in ${principal.organizationName}. Nothing changes before you confirm.`
            : 'Nothing changes before you confirm.'
        }
      />
      <ChangeChoice options={sold.map((plan) => optionOf(plan, chosen, subscription))} chosen={chosen}>
        <Suspense key={`${planId} ${interval} ${extraSeats}`} fallback={<ChangePreviewSkeleton />}>
          <Preview principal={principal} subscription={subscription} plans={plans} chosen={chosen} />
        </Suspense>
      </ChangeChoice>
    </div>
  );
}

type PreviewProps = {
  principal: Principal;
  subscription: CurrentSubscription;
  plans: readonly Plan[];
  chosen: ChosenChange;
};

/** What the choice costs, from Stripe, and the button that orders it. */
async function Preview({ principal, subscription, plans, chosen }: PreviewProps) {
  const result: ActionResult<Awaited<ReturnType<typeof previewChange>>> = await withRequest(() =>
    toActionResult(() => previewChange(principal, chosen)),
  );
  if (!result.ok) {
    return (
      <Alert
        tone="danger"
        title="We cannot say what it costs now"
        action={
          <ButtonLink href="/account/billing" variant="secondary" size="sm">
            Back to billing
          </ButtonLink>
        }
      >
        {result.problem.detail}
      </Alert>
    );
  }
  const nameOf = (id: PlanId) => plans.find((plan) => plan.id === id)?.name ?? id;
  const { confirm, ...words } = previewWords({
    preview: result.data,
    presentName: nameOf(subscription.planId),
    wantedName: nameOf(chosen.planId),
  });
  const { planId, interval, extraSeats } = chosen;
  const { prorationDate } = result.data;
  const fields = {
    planId,
    interval,
    extraSeats: String(extraSeats),
    ...(prorationDate && { prorationDate }),
  };
  if (confirm) {
    const action = <BillingActionForm action={changeAction} fields={fields} label={confirm} />;
    return <ChangePreviewCard {...words} action={action} />;
  }
  return (
    <ChangePreviewCard
      {...words}
      action={
        subscription.scheduledChange ? (
          <BillingActionForm
            action={takeBackAction}
            label={`Keep ${nameOf(subscription.planId)}`}
            variant="secondary"
          />
        ) : null
      }
    />
  );
}

/** What the address names, and what there is now for everything else. */
function chosenIn(
  { plan, interval, seats }: Awaited<ChangePageProps['searchParams']>,
  now: CurrentSubscription,
  sold: readonly Plan[],
): ChosenChange {
  const wanted = sold.find(({ id }) => id === plan) ?? sold.find(({ id }) => id === now.planId) ?? sold[0];
  const wantedInterval = typeof interval === 'string' && isSold(interval) ? interval : now.interval;
  const extraSeats = changeChoiceSchema.shape.extraSeats.safeParse(Number(seats ?? now.extraSeats)).data;
  return {
    planId: wanted?.id ?? now.planId,
    interval: isSold(wantedInterval) ? wantedInterval : 'month',
    extraSeats: wanted && sellsSeats(wanted) ? (extraSeats ?? now.extraSeats) : 0,
  };
}

function optionOf(plan: Plan, { interval }: ChosenChange, now: CurrentSubscription): ChangeOption {
  const price = plan.prices.find((each) => each.interval === interval);
  return {
    planId: plan.id,
    name: plan.name,
    gives: givesWords(plan),
    price: price ? `${formatMoney(price.unitAmount, price.currency)} ${perInterval[interval]}` : '',
    isPresent: plan.id === now.planId,
    includedSeats: plan.limits.seats.limit,
    sellsSeats: sellsSeats(plan),
  };
}

function givesWords({ limits }: Plan): string {
  const words = offeredMetrics.map((metric) => limitWords(metric, limits[metric].limit)).join(', ');
  return words.charAt(0) + words.slice(1).toLowerCase();
}
