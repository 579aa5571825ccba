'use client';

import { Minus, Plus } from 'lucide-react';
import { extraSeatsMax } from '@/lib/billing/choice-query';
import type { SoldInterval } from '@/lib/billing/sold-intervals';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { type SeatOffer, seatPriceWords } from './seat-price';

type SeatStepperProps = {
  offer: SeatOffer;
  interval: SoldInterval;
  seats: number;
  onSeatsChange: (seats: number) => void;
};

/** Chooses how many seats are added to those of a plan. */
export function SeatStepper({ offer, interval, seats, onSeatsChange }: SeatStepperProps) {
  const hint = `Beyond the ${offer.included} that are included, ${seatPriceWords(offer, interval)}.`;
  const choose = (count: number) => onSeatsChange(Math.min(extraSeatsMax, Math.max(0, count)));
  return (
    <Field label="Extra seats" hint={hint}>
      <div className="flex items-center gap-2">
        <Button
          variant="secondary"
          className="size-9! shrink-0 px-0!"
          aria-label="One seat fewer"
          disabled={seats === 0}
          onClick={() => choose(seats - 1)}
        >
          <Minus aria-hidden="true" />
        </Button>
        <Input
          type="number"
          inputMode="numeric"
          min={0}
          max={extraSeatsMax}
          step={1}
          value={seats}
          className="tabular w-20! text-center [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
          onChange={({ target }) => {
            const count = Number(target.value);
            if (Number.isInteger(count)) choose(count);
          }}
        />
        <Button
          variant="secondary"
          className="size-9! shrink-0 px-0!"
          aria-label="One seat more"
          disabled={seats === extraSeatsMax}
          onClick={() => choose(seats + 1)}
        >
          <Plus aria-hidden="true" />
        </Button>
      </div>
    </Field>
  );
}
