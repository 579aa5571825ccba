'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react';
import { type SoldInterval, soldIntervals } from '@/lib/billing/sold-intervals';
import type { PlanId } from '@/lib/plans';
import { cn } from '../ui/cn';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { RadioList } from '../ui/radio-list';
import { SegmentedControl } from '../ui/segmented-control';
import { SubmitButton } from '../ui/submit-button';
import { intervalLabel } from './interval-words';

/** A plan that can be chosen. `seatPrice` is what an extra seat costs; null where none are sold. */
export type ChangeOption = {
  planId: PlanId;
  name: string;
  gives: string;
  price: string;
  isPresent: boolean;
  includedSeats: number | null;
  sellsSeats: boolean;
};

/** What is chosen. */
export type ChosenChange = { planId: PlanId; interval: SoldInterval; extraSeats: number };

type ChangeChoiceProps = { options: ChangeOption[]; chosen: ChosenChange; children: ReactNode };

/**
 * The choice of plan, interval and seats, kept in the address; what it costs stands below and is fetched anew with each
 * choice. Without JavaScript it is a form.
 */
export function ChangeChoice({ options, chosen, children }: ChangeChoiceProps) {
  const router = useRouter();
  const pathname = usePathname();
  const [choice, setChoice] = useState(chosen);
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const plan = options.find(({ planId }) => planId === choice.planId);
  useEffect(() => () => clearTimeout(timer.current), []);

  const choose = (part: Partial<ChosenChange>, waitMs = 0) => {
    const next = { ...choice, ...part };
    setChoice(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => startTransition(() => router.replace(`${pathname}?${queryOf(next)}`, { scroll: false })),
      waitMs,
    );
  };
  const isBehind = pending || queryOf(choice) !== queryOf(chosen);

  return (
    <div className="grid grid-cols-1 gap-6">
      <form method="get" className="grid gap-6">
        <RadioList
          legend="Plan"
          name="plan"
          value={choice.planId}
          onValueChange={(planId) => choose({ planId })}
          options={options.map(({ planId, name, gives, price, isPresent }) => ({
            value: planId,
            label: isPresent ? `${name} (now)` : name,
            description: gives,
            aside: price,
          }))}
        />
        <div className="grid gap-1.5">
          <p aria-hidden="true" className="font-medium text-sm">
            How often you pay
          </p>
          <SegmentedControl
            label="How often you pay"
            value={choice.interval}
            onValueChange={(interval) => choose({ interval })}
            options={soldIntervals.map((value) => ({ value, label: intervalLabel[value] }))}
            className="w-full sm:w-auto sm:justify-self-start"
          />
          <input type="hidden" name="interval" value={choice.interval} />
        </div>
        {plan?.sellsSeats ? (
          <Field
            label="Extra seats"
            hint={`Beyond the ${plan.includedSeats} that ${plan.name} includes.`}
            className="max-w-56"
          >
            <Input
              type="number"
              name="seats"
              inputMode="numeric"
              min={0}
              max={seatsMax}
              step={1}
              defaultValue={choice.extraSeats}
              onChange={({ target }) => {
                const extraSeats = Number(target.value);
                if (target.value !== '' && isSeats(extraSeats)) choose({ extraSeats }, typingMs);
              }}
            />
          </Field>
        ) : null}
        <noscript>
          <SubmitButton variant="secondary">See what it costs</SubmitButton>
        </noscript>
      </form>
      {/* What stands there is of the choice before: it cannot be ordered by mistake. */}
      <div
        aria-busy={isBehind}
        inert={isBehind}
        className={cn('transition-opacity', isBehind && 'opacity-50')}
      >
        {children}
      </div>
    </div>
  );
}

const seatsMax = 10_000;
// While somebody types a number, or clicks through it.
const typingMs = 400;

function isSeats(count: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= seatsMax;
}

function queryOf({ planId, interval, extraSeats }: ChosenChange): string {
  return new URLSearchParams({ plan: planId, interval, seats: String(extraSeats) }).toString();
}
