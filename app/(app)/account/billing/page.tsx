import type { Metadata } from 'next';
import { Suspense } from 'react';
import { BillingActionForm } from '@/components/billing/billing-action-form';
import { isCancellable, isChangeable } from '@/components/billing/cancellation-words';
import { afterGrantWords, givenWords } from '@/components/billing/grant-words';
import { InvoiceList } from '@/components/billing/invoice-list';
import { isAtLeast, needlessPayment, ownedWords } from '@/components/billing/lifetime-words';
import { metricWords, offeredMetrics } from '@/components/billing/limit-words';
import { PaymentMethodLine } from '@/components/billing/payment-method-line';
import { remedyOf, SubscriptionNotice } from '@/components/billing/subscription-notice';
import { subscriptionWords } from '@/components/billing/subscription-words';
import { UpcomingLine } from '@/components/billing/upcoming-line';
import { WaitingNotice } from '@/components/billing/waiting-notice';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardBody, CardFooter } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import {
  canManageBilling,
  currentSubscription,
  customerIdOf,
  lifetimeGrants,
  listInvoices,
} from '@/lib/billing';
import { entitlementsOf, planGrantOf } from '@/lib/entitlements';
import type { PlanId } from '@/lib/plans';
import { readCatalogue } from '@/lib/plans/server';
import {
  lookForPaymentAction,
  payChangeAction,
  paymentMethodAction,
  portalAction,
  resumeAction,
  takeBackAction,
} from './actions';

export const metadata: Metadata = { title: 'Billing' };

export default function BillingPage() {
  return withRequest(billingPage);
}

async function billingPage() {
  const principal = await requirePrincipal();
  const mayManage = canManageBilling(principal);
  const [subscription, grants, grant, inForce, customerId, { plans }, billed] = await Promise.all([
    currentSubscription(principal),
    lifetimeGrants(principal),
    planGrantOf(principal),
    entitlementsOf(principal),
    customerIdOf(principal),
    readCatalogue(),
    mayManage ? listInvoices(principal, { limit: 3 }) : null,
  ]);
  // What was bought and what holds differ while it is not paid for.
  const shownId = subscription?.planId ?? inForce.planId;
  const nameOf = (id: PlanId) => plans.find((each) => each.id === id)?.name ?? id;
  const planName = nameOf(shownId);
  const words = subscription && subscriptionWords(subscription);
  const [owned] = grants;
  // What is given is told where it is what counts.
  const given =
    grant?.planId === inForce.planId &&
    subscription?.planId !== grant.planId &&
    owned?.planId !== grant.planId
      ? grant
      : null;
  const needless = needlessPayment(grants, subscription, nameOf);
  const remedy = subscription && remedyOf(subscription);
  // Whoever owns as much for good is not asked to let a subscription go on.
  const isCovered = owned !== undefined && isAtLeast(owned.planId, shownId);

  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title="Billing" description="Plan, payment and invoices." />
      {subscription ? (
        <SubscriptionNotice
          subscription={subscription}
          planName={planName}
          inForce={inForce}
          action={
            mayManage && remedy && !(remedy.by === 'resume' && isCovered) ? (
              <BillingActionForm
                action={remedy.by === 'resume' ? resumeAction : portalAction}
                label={remedy.label}
                variant="secondary"
                size="sm"
              />
            ) : null
          }
        />
      ) : null}
      {subscription ? (
        <WaitingNotice
          subscription={subscription}
          nameOf={nameOf}
          actions={
            mayManage ? { pay: payChangeAction, takeBack: takeBackAction, look: lookForPaymentAction } : null
          }
        />
      ) : null}
      {needless ? (
        <Alert tone="warning" title={needless.title}>
          {needless.text}
        </Alert>
      ) : null}
      <Section title="Plan">
        <Card>
          <CardBody className="flex flex-wrap items-center justify-between gap-x-8 gap-y-5">
            <div className="grid gap-1">
              <p className="flex items-center gap-2.5 font-semibold text-lg">
                {planName}
                {words ? <Badge tone={words.tone}>{words.badge}</Badge> : null}
                {!words && owned && !given ? <Badge tone="success">Yours for good</Badge> : null}
                {!words && given ? <Badge tone="info">{givenWords(given).badge}</Badge> : null}
              </p>
              <p className="tabular text-muted-foreground">
                {words
                  ? `${words.price}. ${words.next}`
                  : given
                    ? givenWords(given).text
                    : owned
                      ? ownedWords(owned)
                      : 'Costs nothing, and stays free.'}
              </p>
              {words?.discount ? <p className="tabular text-muted-foreground">{words.discount}</p> : null}
              {given ? (
                <p className="text-muted-foreground">
                  {subscription ? `${nameOf(given.planId)} is in force. ${givenWords(given).text} ` : null}
                  {afterGrantWords(
                    given,
                    nameOf(given.planId),
                    nameOf(subscription?.planId ?? owned?.planId ?? 'free'),
                  )}
                </p>
              ) : null}
              {(subscription || given) && owned ? (
                <p className="tabular text-muted-foreground">
                  {nameOf(owned.planId)} is yours besides. {ownedWords(owned)}
                </p>
              ) : null}
              {mayManage && subscription ? (
                <Suspense fallback={<Skeleton className="my-0.5 h-4 w-64 max-w-full" />}>
                  <UpcomingLine principal={principal} />
                </Suspense>
              ) : null}
            </div>
            {mayManage ? (
              <div className="flex flex-wrap items-start gap-2">
                {subscription ? (
                  <>
                    {isChangeable(subscription) ? (
                      <ButtonLink href="/account/billing/change" variant="secondary">
                        Change plan
                      </ButtonLink>
                    ) : (
                      <ButtonLink href="/pricing" variant="secondary">
                        Compare plans
                      </ButtonLink>
                    )}
                    <BillingActionForm action={portalAction} label="Manage billing" />
                  </>
                ) : (
                  <>
                    {customerId ? (
                      <BillingActionForm action={portalAction} label="Past invoices" variant="secondary" />
                    ) : null}
                    <ButtonLink href="/pricing" variant={owned || given ? 'secondary' : 'primary'}>
                      {owned || given ? 'Compare plans' : 'Upgrade'}
                    </ButtonLink>
                  </>
                )}
              </div>
            ) : null}
          </CardBody>
          <CardFooter>
            <span>
              {mayManage
                ? subscription
                  ? 'Address, tax ID and every invoice are in Stripe’s billing portal.'
                  : owned && !given
                    ? 'It is paid. There is nothing to cancel and nothing to renew.'
                    : 'You pay in Stripe’s Checkout. New limits hold as soon as you have paid.'
                : 'Only owners and admins can change the plan. Ask one of them.'}
            </span>
            {mayManage && subscription && isCancellable(subscription) ? (
              <ButtonLink
                href="/account/billing/cancel"
                variant="link"
                size="sm"
                className="text-muted-foreground! hover:text-foreground"
              >
                Cancel {planName}
              </ButtonLink>
            ) : null}
          </CardFooter>
        </Card>
      </Section>
      {mayManage && subscription ? (
        <Section title="Payment method">
          <Card>
            <CardBody className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
              <Suspense
                fallback={
                  <>
                    <Skeleton className="my-0.5 h-10 w-64 max-w-full" />
                    <Skeleton className="h-9 w-44" />
                  </>
                }
              >
                <PaymentMethodLine principal={principal} action={paymentMethodAction} />
              </Suspense>
            </CardBody>
          </Card>
        </Section>
      ) : null}
      <Section
        title={inForce.planId === shownId ? 'What it gives' : `In force now: ${inForce.planName}`}
        actions={
          <ButtonLink href="/account/usage" variant="link" size="sm">
            See usage
          </ButtonLink>
        }
      >
        <Card>
          <dl className="divide-y">
            {offeredMetrics.map((metric) => (
              <div key={metric} className="flex items-baseline justify-between gap-4 px-5 py-3">
                <dt className="grid gap-0.5">
                  <span className="font-medium">{metricWords[metric].title}</span>
                  <span className="text-13 text-muted-foreground">{metricWords[metric].meaning}</span>
                </dt>
                <dd className="tabular whitespace-nowrap font-medium">
                  {inForce.limits[metric]?.limit?.toLocaleString('en-US') ?? 'Unlimited'}
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      </Section>
      {billed ? (
        <Section
          title="Invoices"
          actions={
            <ButtonLink href="/account/billing/invoices" variant="link" size="sm">
              All invoices and payments
            </ButtonLink>
          }
        >
          <InvoiceList invoices={billed.invoices} />
        </Section>
      ) : null}
    </div>
  );
}
