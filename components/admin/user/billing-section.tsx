import type { CurrentSubscription } from '@/lib/billing';
import { subscriptionWords } from '../../billing/subscription-words';
import { Badge } from '../../ui/badge';
import { Card, CardBody } from '../../ui/card';
import { AccountSection } from './account-section';
import { Moment } from './moment';

type BillingSectionProps = {
  organizationName: string;
  /** The plan that counts now, and the one that the subscription is of. */
  planName: string;
  subscribedPlanName: string | null;
  subscription: CurrentSubscription | null;
};

/** What an organization pays for, in words. */
export function BillingSection({
  organizationName,
  planName,
  subscribedPlanName,
  subscription,
}: BillingSectionProps) {
  const words = subscription && subscriptionWords(subscription);
  return (
    <AccountSection id="billing" title="Billing" description={`Of ${organizationName}.`}>
      <Card>
        <CardBody className="grid gap-1.5 text-sm">
          {words && subscription ? (
            <>
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-semibold">{subscribedPlanName}</span>
                <Badge tone={words.tone}>{words.badge}</Badge>
                <span className="tabular text-muted-foreground">{words.price}</span>
              </p>
              <p>{words.next}</p>
              {words.discount ? <p className="text-muted-foreground">{words.discount}</p> : null}
              {subscription.pastDueSince ? (
                <p className="text-danger">
                  Not paid since <Moment at={subscription.pastDueSince} />.
                </p>
              ) : null}
              {subscription.changeUnpaidUntil ? (
                <p className="text-warning">
                  A change waits for its payment until <Moment at={subscription.changeUnpaidUntil} />.
                </p>
              ) : null}
              {planName === subscribedPlanName ? null : (
                <p className="text-muted-foreground">What counts now is {planName}.</p>
              )}
            </>
          ) : (
            <p>
              <span className="font-semibold">{planName}</span>
              <span className="text-muted-foreground">, without a subscription.</span>
            </p>
          )}
        </CardBody>
      </Card>
    </AccountSection>
  );
}
