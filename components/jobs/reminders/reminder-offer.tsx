import type { PlanId } from '@/lib/plans';
import { FeatureOffer } from '../../billing/feature-offer';

type ReminderOfferProps = {
  planId: PlanId;
  /** Whether the person has some from before, which are paused. */
  paused: boolean;
};

/** What reminders give, for whoever's plan does not have them. */
export function ReminderOffer({ planId, paused }: ReminderOfferProps) {
  return (
    <FeatureOffer
      feature="reminders"
      planId={planId}
      what="Reminders"
      verb="are"
      description={
        paused
          ? 'Those you have are kept and paused. They go on as soon as your plan has them.'
          : 'So that no application is forgotten.'
      }
      gives={gives}
      note="By mail and in the app, as you like."
    />
  );
}

const gives = [
  'At a time that you choose, once or again and again',
  'When nothing has happened for some days, so that you follow up in time',
  'A day and an hour before each interview',
  'On Monday mornings: what last week brought, and what this one will',
];
