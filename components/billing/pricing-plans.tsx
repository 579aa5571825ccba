'use client';

import { useState } from 'react';
import { type SoldInterval, soldIntervals } from '@/lib/billing/sold-intervals';
import type { PlanId } from '@/lib/plans';
import { cn } from '../ui/cn';
import { SegmentedControl } from '../ui/segmented-control';
import type { BillingAction } from './billing-action';
import { intervalLabel } from './interval-words';
import { PlanCard } from './plan-card';
import type { PlanOffer } from './plan-offer';
import type { TrialOffer } from './trial-words';

type PricingPlansProps = {
  /** Plans of one sort under their heading. */
  groups: ReadonlyArray<{ title: string; description: string; offers: PlanOffer[] }>;
  firstInterval: SoldInterval;
  /** Extra seats to begin with, for a plan that sells them. */
  firstSeats: number;
  highlightedPlanId: PlanId | null;
  /** Whether the highlighted plan was chosen for good. */
  forGood: boolean;
  checkout: BillingAction;
  /** The trials that the viewer may begin. */
  trials: Partial<Record<PlanId, TrialOffer | null>>;
};

/** The plans with the switch between the ways of paying. The choice is kept in the address. */
export function PricingPlans({
  groups,
  firstInterval,
  firstSeats,
  highlightedPlanId,
  forGood,
  checkout,
  trials,
}: PricingPlansProps) {
  const [interval, setInterval] = useState(firstInterval);
  const offers = groups.flatMap((group) => group.offers);

  const [seats, setSeats] = useState(firstSeats);

  const choose = (chosen: SoldInterval) => {
    setInterval(chosen);
    keepInAddress('interval', chosen);
  };
  const chooseSeats = (chosen: number) => {
    setSeats(chosen);
    keepInAddress('seats', chosen > 0 ? String(chosen) : null);
  };

  return (
    <div className="grid grid-cols-1 gap-10">
      <SegmentedControl
        label="Billing interval"
        value={interval}
        onValueChange={choose}
        options={soldIntervals.map((value) => {
          const saving = commonSaving(offers, value);
          return {
            value,
            label: intervalLabel[value],
            ...(saving ? { hint: <span className="max-[379px]:sr-only">−{saving}%</span> } : {}),
          };
        })}
        className="w-full sm:w-auto sm:justify-self-start"
      />
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title} className="grid gap-4">
          <div className="grid gap-1">
            <h2 className="font-semibold text-lg">{group.title}</h2>
            <p className="text-muted-foreground">{group.description}</p>
          </div>
          <ul className={cn('grid gap-4 sm:grid-cols-2', group.offers.length > 2 && 'lg:grid-cols-3')}>
            {group.offers.map((offer) => (
              <PlanCard
                key={offer.planId}
                offer={offer}
                interval={interval}
                seats={seats}
                onSeatsChange={chooseSeats}
                forGood={forGood && offer.planId === highlightedPlanId}
                highlighted={offer.planId === highlightedPlanId}
                primary={offer.planId === (highlightedPlanId ?? 'free')}
                checkout={checkout}
                trial={trials[offer.planId] ?? null}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function keepInAddress(name: string, value: string | null): void {
  const url = new URL(window.location.href);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  window.history.replaceState(null, '', url);
}

/** What every paid plan saves at least at this interval, in percent. */
function commonSaving(offers: PlanOffer[], interval: SoldInterval): number {
  const savings = offers.flatMap(({ prices }) => prices[interval]?.savingPercent ?? []);
  return savings.length > 0 ? Math.min(...savings) : 0;
}
