import type { Metadata } from 'next';
import { BillingActionForm } from '@/components/billing/billing-action-form';
import { isChangeable } from '@/components/billing/cancellation-words';
import { changeWords } from '@/components/billing/change-words';
import { ComparisonTable } from '@/components/billing/comparison-table';
import { GivenNotice } from '@/components/billing/given-notice';
import { planWithoutGrant } from '@/components/billing/grant-words';
import { planOffer, type Viewer } from '@/components/billing/plan-offer';
import { PricingPlans } from '@/components/billing/pricing-plans';
import { noTrialWords, trialOffer } from '@/components/billing/trial-words';
import { SiteFooter } from '@/components/marketing/site-footer';
import { SiteHeader } from '@/components/marketing/site-header';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import type { Principal } from '@/lib/auth';
import { currentAccessToken, getPrincipal, withRequest } from '@/lib/auth/server';
import {
  type CurrentSubscription,
  canManageBilling,
  currentSubscription,
  isSold,
  type LifetimeGrant,
  lifetimeGrants,
  seatsIn,
  type TrialStanding,
  trialStandingOf,
} from '@/lib/billing';
import { type PlanGrant, planGrantOf } from '@/lib/entitlements';
import { shownPlans } from '@/lib/flags';
import {
  amountOf,
  answeringPlan,
  features,
  formatAmount,
  limitWords,
  type Metric,
  metrics,
  nextPlanFor,
  type Plan,
  type PlanId,
  planIds,
} from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import { type Quota, usageOf } from '@/lib/usage';
import { portalAction } from '../../(app)/account/billing/actions';
import { checkoutAction } from './actions';

export const metadata: Metadata = {
  title: 'Pricing',
  description:
    'What each plan of Foothold gives and costs, by month, by half-year, by year and once for good.',
};

/** Prices and who looks at them are asked anew each time. */
export const dynamic = 'force-dynamic';

type PricingPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function PricingPage(props: PricingPageProps) {
  return withRequest(() => pricingPage(props));
}

async function pricingPage({ searchParams }: PricingPageProps) {
  const [{ plan, interval, seats, from, feature }, principal, catalogue] = await Promise.all([
    searchParams,
    getPrincipal(),
    readCatalogue(),
  ]);
  const hit = metrics.find((metric) => metric === from) ?? null;
  const lacking = features.find((each) => each === feature) ?? null;
  const [subscription, grants, grant, quota] = await Promise.all([
    principal && currentSubscription(principal),
    principal ? lifetimeGrants(principal) : [],
    principal && planGrantOf(principal),
    principal && hit && usageOf(principal, hit),
  ]);
  const plans = await shownPlans(catalogue.plans, subscription?.planId ?? principal?.planId);
  const viewer = principal
    ? viewerOf(principal, { subscription, owned: grants[0], grant })
    : await strangerWith(currentAccessToken());
  const trial = await trialFor(principal, subscription);
  const chosen = planIds.find((id) => id === plan) ?? null;
  // Who has a subscription compares with what it costs.
  const shownInterval = typeof interval === 'string' ? interval : subscription?.interval;
  const lifetimePlanId = viewer?.lifetimePlanId ?? null;
  const given = principal && viewer?.planId !== principal.planId ? grant : null;
  const answer = answeringPlan(plans, { planId: principal?.planId ?? 'free', metric: hit, feature: lacking });

  return (
    <>
      <SiteHeader signedIn={principal !== null} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid max-w-6xl grid-cols-1 gap-10 px-4 pt-12 pb-20 sm:px-6 sm:pt-16"
      >
        <div className="grid gap-3">
          <h1 className="font-semibold text-4xl">Pricing</h1>
          <p className="max-w-xl text-lg text-muted-foreground">
            Start free and pay when you need more room, or more done for you. Prices are in US dollars.
          </p>
        </div>
        {principal ? (
          <Notices {...{ principal, subscription, lifetimePlanId, given, plans, hit, quota, trial }} />
        ) : null}
        <PricingPlans
          groups={groups.map(({ ids, ...heading }) => ({
            ...heading,
            offers: plans.filter(({ id }) => ids.includes(id)).map((each) => planOffer(each, viewer)),
          }))}
          firstInterval={shownInterval && isSold(shownInterval) ? shownInterval : 'month'}
          firstSeats={seatsIn(seats)}
          forGood={interval === 'lifetime'}
          highlightedPlanId={chosen ?? (principal || hit || lacking ? answer : null)}
          checkout={checkoutAction}
          trials={Object.fromEntries(
            trial ? plans.map((each) => [each.id, trialOffer(each, trial, new Date())]) : [],
          )}
        />
        <section aria-labelledby="compare" className="grid grid-cols-1 gap-4">
          <h2 id="compare" className="font-semibold text-lg">
            All plans side by side
          </h2>
          <ComparisonTable plans={plans} />
        </section>
        <dl className="grid gap-6 border-t pt-10 md:grid-cols-3">
          {facts.map(({ title, text }) => (
            <div key={title} className="grid content-start gap-1">
              <dt className="font-semibold">{title}</dt>
              <dd className="text-muted-foreground">{text}</dd>
            </div>
          ))}
        </dl>
      </main>
      <SiteFooter signedIn={principal !== null} />
    </>
  );
}

const groups: readonly { title: string; description: string; ids: readonly PlanId[] }[] = [
  {
    title: 'For one job search',
    description: 'Each has the board, the search and the Chrome extension.',
    ids: ['free', 'basic', 'pro'],
  },
  {
    title: 'For teams',
    description: 'Coaches, bootcamps and outplacement firms: one organization, one bill.',
    ids: ['team', 'enterprise'],
  },
];

const facts = [
  {
    title: 'At the limit',
    text: 'Saving stops until you make room or upgrade. Nothing that you saved is deleted or hidden.',
  },
  {
    title: 'Paying',
    text: 'By card in Stripe’s Checkout. Your card number never reaches us. New limits hold as soon as you have paid.',
  },
  {
    title: 'Leaving',
    text: 'Cancel on your billing page whenever you like. The plan stays until the end of what you paid for.',
  },
];

type Held = {
  subscription: CurrentSubscription | null;
  owned: LifetimeGrant | undefined;
  grant: PlanGrant | null;
};

function viewerOf(principal: Principal, { subscription, owned, grant }: Held): Viewer {
  return {
    // What is given can be bought, too.
    planId: planWithoutGrant(principal.planId, {
      grant,
      subscriptionPlanId: subscription?.planId ?? null,
      lifetimePlanId: owned?.planId ?? null,
    }),
    subscribed: subscription !== null,
    changeable: subscription !== null && isChangeable(subscription),
    renews: subscription !== null && subscription.endsAt === null,
    lifetimePlanId: owned?.planId ?? null,
    mayBuy: canManageBilling(principal),
  };
}

/** How the viewer stands to a trial; null for who cannot buy here and now. */
async function trialFor(
  principal: Principal | null,
  subscription: CurrentSubscription | null,
): Promise<TrialStanding | 'unknown' | null> {
  if (!principal) return (await currentAccessToken()) === undefined ? 'unknown' : null;
  return subscription || !canManageBilling(principal) ? null : trialStandingOf(principal);
}

/** A session that gives no principal: sent to sign up, its person would be led around in circles. */
async function strangerWith(token: Promise<string | undefined>): Promise<Viewer> {
  return (await token) === undefined
    ? null
    : {
        planId: null,
        subscribed: false,
        changeable: false,
        renews: false,
        lifetimePlanId: null,
        mayBuy: true,
      };
}

type NoticesProps = {
  principal: Principal;
  subscription: CurrentSubscription | null;
  lifetimePlanId: PlanId | null;
  /** What counts only because it was given. */
  given: PlanGrant | null;
  plans: readonly Plan[];
  hit: Metric | null;
  quota: Quota | null;
  trial: TrialStanding | 'unknown' | null;
};

/** What was hit, what to do when nothing can be bought here at once, and why there is no trial. */
function Notices({ principal, subscription, lifetimePlanId, given, plans, hit, quota, trial }: NoticesProps) {
  const noTrial = trial && trial !== 'unknown' ? noTrialWords(trial) : null;
  const nameOf = (id: PlanId) => plans.find((each) => each.id === id)?.name ?? id;
  return (
    <div className="grid gap-3 empty:hidden">
      {noTrial ? <Alert>{noTrial}</Alert> : null}
      {hit && quota ? <HitNotice principal={principal} plans={plans} metric={hit} quota={quota} /> : null}
      {lifetimePlanId ? <OwnedNotice name={nameOf(lifetimePlanId)} /> : null}
      {given ? (
        <GivenNotice
          grant={given}
          planName={nameOf(given.planId)}
          laterName={nameOf(subscription?.planId ?? lifetimePlanId ?? 'free')}
        />
      ) : null}
      {canManageBilling(principal) ? (
        <ChangeNotice subscription={subscription} plans={plans} />
      ) : (
        <Alert>
          Only owners and admins of {principal.organizationName} can change its plan. Ask one of them.
        </Alert>
      )}
    </div>
  );
}

/** What is owned for good, and what can be bought all the same. */
function OwnedNotice({ name }: { name: string }) {
  return (
    <Alert title={`${name} is yours for good`}>
      A bigger plan can be bought on top of it. When that ends, {name} is still there.
    </Alert>
  );
}

/** How to come to another plan, for who has one. */
function ChangeNotice({ subscription, plans }: Pick<NoticesProps, 'subscription' | 'plans'>) {
  if (!subscription) return null;
  const { planId } = subscription;
  const planName = plans.find(({ id }) => id === planId)?.name ?? planId;
  const { title, text, remedy } = changeWords(subscription, planName);
  return (
    <Alert
      title={title}
      action={
        remedy === 'portal' ? (
          <BillingActionForm
            action={portalAction}
            label="Open billing portal"
            variant="secondary"
            size="sm"
          />
        ) : (
          <ButtonLink
            href={remedy === 'change' ? '/account/billing/change' : '/account/billing'}
            variant="secondary"
            size="sm"
          >
            {remedy === 'change' ? 'Change plan' : 'See billing'}
          </ButtonLink>
        )
      }
    >
      {text}
    </Alert>
  );
}

type HitNoticeProps = { principal: Principal; plans: readonly Plan[]; metric: Metric; quota: Quota };

/** What was hit, for whoever was sent here by a limit. */
function HitNotice({ principal, plans, metric, quota: { used, limit } }: HitNoticeProps) {
  if (limit === null) return null;
  const next = nextPlanFor(plans, principal.planId, metric);
  return (
    <Alert
      tone={used >= limit ? 'warning' : 'info'}
      title={`${formatAmount(metric, used)} of ${amountOf(metric, limit)} used`}
    >
      {next
        ? `${next.name} gives ${limitWords(metric, next.limits[metric].limit).toLowerCase()}. What you have stays either way.`
        : 'What you have stays.'}
    </Alert>
  );
}
