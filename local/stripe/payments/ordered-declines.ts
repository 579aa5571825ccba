import type { Context, Emulator } from '../core/context';
import type { Decline } from './cards';

/** Orders that the next charges are declined, whatever the card. Zero takes the order back. */
export function orderDeclines({ settings }: Pick<Emulator, 'settings'>, times: number): void {
  settings.write(NAME, String(times));
}

/** The decline that was ordered for this charge, if any; each order counts once. */
export function takeOrderedDecline({ settings }: Context): Decline | undefined {
  const left = Number(settings.read(NAME) ?? 0);
  if (left === 0) return undefined;
  settings.write(NAME, String(left - 1));
  return { code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' };
}

const NAME = 'payments.decline_next';
