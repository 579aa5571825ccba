import { describe, expect, it } from 'vitest';
import { type HeldItem, itemChanges } from './item-changes';
import type { PricedItem } from './wanted-items';

const plan = (price: string): PricedItem => ({ price, quantity: 1, unitAmount: 900 });
const seats = (price: string, quantity: number): PricedItem => ({ price, quantity, unitAmount: 500 });
const metered = (price: string): PricedItem => ({ price, unitAmount: 10 });

const heldPlan: HeldItem = {
  id: 'si_plan',
  price: 'team_m',
  quantity: 1,
  role: { kind: 'plan', planId: 'team', interval: 'month' },
};
const heldSeats: HeldItem = {
  id: 'si_seat',
  price: 'seat_m',
  quantity: 3,
  role: { kind: 'seat' },
};
const heldRuns: HeldItem = {
  id: 'si_runs',
  price: 'runs_m',
  quantity: undefined,
  role: { kind: 'metered' },
};
const byHand: HeldItem = { id: 'si_hand', price: 'consulting', quantity: 1, role: undefined };

describe('itemChanges', () => {
  it('gives the plan its new price and keeps the item', () => {
    expect(itemChanges([heldPlan], [plan('team_y')])).toEqual([
      { id: 'si_plan', price: 'team_y', quantity: 1 },
    ]);
  });

  it('names nothing that stays as it is', () => {
    const held = [heldPlan, heldSeats, heldRuns];
    expect(itemChanges(held, [plan('team_m'), seats('seat_m', 3), metered('runs_m')])).toEqual([]);
  });

  it('changes the number of seats alone', () => {
    expect(itemChanges([heldPlan, heldSeats], [plan('team_m'), seats('seat_m', 5)])).toEqual([
      { id: 'si_seat', quantity: 5 },
    ]);
  });

  it('adds seats and what is metered, and takes them away with the plan', () => {
    expect(itemChanges([heldPlan], [plan('team_m'), seats('seat_m', 2), metered('runs_m')])).toEqual([
      { price: 'seat_m', quantity: 2 },
      { price: 'runs_m' },
    ]);
    expect(itemChanges([heldPlan, heldSeats, heldRuns], [plan('pro_m')])).toEqual([
      { id: 'si_plan', price: 'pro_m', quantity: 1 },
      { id: 'si_seat', deleted: true },
      { id: 'si_runs', deleted: true },
    ]);
  });

  it('moves seats to the price of the other interval under their id, and replaces what is metered', () => {
    const wanted = [plan('team_y'), seats('seat_y', 3), metered('runs_y')];
    expect(itemChanges([heldRuns, heldSeats, heldPlan], wanted)).toEqual([
      { id: 'si_plan', price: 'team_y', quantity: 1 },
      { id: 'si_seat', price: 'seat_y', quantity: 3 },
      { price: 'runs_y' },
      { id: 'si_runs', deleted: true },
    ]);
  });

  it('leaves alone what was sold by hand', () => {
    expect(itemChanges([byHand, heldPlan], [plan('pro_m')])).toEqual([
      { id: 'si_plan', price: 'pro_m', quantity: 1 },
    ]);
  });
});
