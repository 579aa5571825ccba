import { describe, expect, it } from 'vitest';
import { makePeople, PEOPLE, type Person } from './people';
import { addUse, noUse } from './use';

const now = new Date('2026-11-26T12:00:00Z');

describe('the demo’s people', () => {
  it('are the same every time, at the same distance from now', () => {
    const people = makePeople(now);
    expect(makePeople(now)).toEqual(people);
    const later = new Date(now.getTime() + 86_400_000);
    const tomorrow = makePeople(later);
    expect(tomorrow.map(({ id, name, email }) => [id, name, email])).toEqual(
      people.map(({ id, name, email }) => [id, name, email]),
    );
    expect(tomorrow.map(({ cameAt }) => later.getTime() - cameAt.getTime())).toEqual(
      people.map(({ cameAt }) => now.getTime() - cameAt.getTime()),
    );
  });

  it('are each somebody else, with addresses that nobody has', () => {
    const people = makePeople(now);
    expect(people).toHaveLength(PEOPLE);
    expect(new Set(people.map(({ id }) => id)).size).toBe(PEOPLE);
    expect(new Set(people.map(({ email }) => email)).size).toBe(PEOPLE);
    for (const { email } of people) expect(email).toMatch(/^[a-z.]+\d+@[a-z]+\.example$/);
  });

  it('did nothing before they came and nothing in the future', () => {
    for (const person of makePeople(now)) {
      const moments = [
        person.cameAt,
        ...person.steps.map(({ at }) => at),
        ...person.visits,
        ...(person.confirmedAt ? [person.confirmedAt] : []),
      ];
      for (const moment of moments) {
        expect(moment <= now, `${person.name} in the future`).toBe(true);
        expect(moment >= person.cameAt, `${person.name} before they came`).toBe(true);
      }
      expect(person.steps.map(({ at }) => at)).toEqual(
        person.steps.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime()),
      );
    }
  });

  it('are of every kind that somebody who looks after them meets', () => {
    const people = makePeople(now);
    const does = (wanted: string) =>
      people.filter(({ steps }) => steps.some((step) => step.does === wanted)).length;
    const some = (which: (person: Person) => boolean) => people.filter(which).length;
    expect(some(({ status }) => status === 'suspended')).toBe(1);
    expect(some(({ status }) => status === 'deleted')).toBe(1);
    expect(some(({ confirmedAt }) => confirmedAt === null)).toBeGreaterThan(5);
    expect(some(({ team }) => team !== null)).toBeGreaterThan(3);
    expect(does('subscribe')).toBeGreaterThan(60);
    for (const step of ['change', 'cancel_at_end', 'lose_card']) expect(does(step), step).toBeGreaterThan(2);
  });

  it('use no more than their plan lets through, and are told when it is all', () => {
    const rows = noUse();
    for (const person of makePeople(now))
      addUse(rows, person, { organizationId: person.id, planId: 'free', anchor: null }, now);
    const limits = { saved_jobs: 10, runs: 100, documents: 50, search_queries: 100, api_calls: 1_000 };
    for (const { metric, used } of rows.counters.values()) {
      const limit = Object.entries(limits).find(([name]) => name === metric)?.[1];
      if (limit !== undefined) expect(used).toBeLessThanOrEqual(limit);
    }
    expect(rows.alerts.filter(({ threshold }) => threshold === 100).length).toBeGreaterThan(10);
    expect(rows.events.some(({ metric }) => metric === 'ai_messages')).toBe(false);
  });
});
