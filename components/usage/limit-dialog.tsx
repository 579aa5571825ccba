'use client';

import { metricNames } from '@/lib/plans';
import { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';
import { Meter } from '../ui/meter';
import { type LimitHit, limitHitWords } from './limit-hit';
import type { PlanOffer } from './plan-offers';

type LimitDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  hit: LimitHit;
  planName: string;
  /** What larger plans give of the metric. */
  offers: readonly PlanOffer[];
  /** Whether this person may buy for the organization; others are told whom to ask. */
  mayUpgrade: boolean;
  /** Leads to where more of it is bought without another plan; for who may buy. */
  more?: { label: string; href: string } | undefined;
  /** Leads to where places can be freed; without it the dialog can only be closed. */
  manage?: { label: string; onClick: () => void };
};

/** What was hit, what the next plans give and what they cost: for whatever metric blocked an action. */
export function LimitDialog({
  open,
  onOpenChange,
  hit,
  planName,
  offers,
  mayUpgrade,
  more,
  manage,
}: LimitDialogProps) {
  const { metric, current, limit } = hit;
  const words = limitHitWords(hit, { planName, mayUpgrade, larger: offers.length > 0 });
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={words.title} description={words.description}>
        <DialogBody className="grid gap-5">
          <Meter label={metricNames[metric].title} used={current} limit={limit} />
          {offers.length > 0 ? (
            <ul aria-label="Larger plans" className="divide-y rounded-lg border">
              {offers.map((offer) => (
                <li key={offer.planId} className="flex items-baseline justify-between gap-4 px-4 py-3">
                  <div>
                    <p className="font-medium">{offer.name}</p>
                    <p className="text-13 text-muted-foreground">{offer.gives}</p>
                  </div>
                  {offer.monthly ? (
                    <p className="tabular whitespace-nowrap">
                      <span className="font-semibold text-base">{offer.monthly}</span>
                      <span className="text-13 text-muted-foreground"> / month</span>
                    </p>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : null}
        </DialogBody>
        <DialogFooter>
          {manage ? (
            <Button variant="secondary" onClick={manage.onClick}>
              {manage.label}
            </Button>
          ) : (
            <DialogClose asChild>
              <Button variant="secondary">Close</Button>
            </DialogClose>
          )}
          {mayUpgrade && offers.length > 0 ? (
            <ButtonLink href={`/pricing?from=${metric}`} variant={more ? 'secondary' : 'primary'}>
              Upgrade
            </ButtonLink>
          ) : null}
          {mayUpgrade && more ? <ButtonLink href={more.href}>{more.label}</ButtonLink> : null}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
