'use client';

import { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '../ui/dialog';
import { Meter } from '../ui/meter';
import type { PlanOffer } from './plan-offers';

type LimitDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  used: number;
  limit: number;
  planName: string;
  offers: readonly PlanOffer[];
  /** Whether this person may buy for the organization; others are told whom to ask. */
  mayUpgrade: boolean;
  onManage: () => void;
};

/** What was hit, what the next plans give and what they cost. */
export function LimitDialog({
  open,
  onOpenChange,
  used,
  limit,
  planName,
  offers,
  mayUpgrade,
  onManage,
}: LimitDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`You have saved ${used} of ${limit} jobs on ${planName}`}
        description={
          mayUpgrade
            ? 'Upgrade to save more, or delete jobs that you no longer follow.'
            : 'Ask an owner of your organization to upgrade, or delete jobs that you no longer follow.'
        }
      >
        <DialogBody className="grid gap-5">
          <Meter label="Saved jobs" used={used} limit={limit} />
          {offers.length > 0 ? (
            <ul aria-label="Larger plans" className="divide-y rounded-lg border">
              {offers.map((offer) => (
                <li key={offer.planId} className="flex items-baseline justify-between gap-4 px-4 py-3">
                  <div>
                    <p className="font-medium">{offer.name}</p>
                    <p className="text-13 text-muted-foreground">
                      {offer.savedJobs === null
                        ? 'Unlimited saved jobs'
                        : `${offer.savedJobs.toLocaleString('en-US')} saved jobs`}
                    </p>
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
          <Button variant="secondary" onClick={onManage}>
            Manage jobs
          </Button>
          {mayUpgrade ? <ButtonLink href="/pricing?from=saved_jobs">Upgrade</ButtonLink> : null}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
