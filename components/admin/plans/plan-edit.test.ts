import { describe, expect, it } from 'vitest';
import { catalogue } from '@/lib/plans';
import {
  changeLines,
  draftOf,
  type EditedPlan,
  editOf,
  errorsIn,
  inverseOf,
  type PlanDraft,
  previewLines,
} from './plan-edit';

function planOf(id: 'basic' | 'team'): EditedPlan {
  const plan = catalogue.plans.find((each) => each.id === id);
  if (!plan) throw new Error(`no plan ${id}`);
  return { ...plan, active: true, seen: '2026-11-26T10:00:00.000Z' };
}

const basic = planOf('basic');
const drafted = (change: (draft: PlanDraft) => Partial<PlanDraft>, plan = basic): PlanDraft => {
  const draft = draftOf(plan);
  return { ...draft, ...change(draft) };
};
const withRuns = (limit: string, cap: 'hard' | 'soft' = 'soft') =>
  drafted(({ limits }) => ({ limits: { ...limits, runs: { limit, cap } } }));

describe('what is edited of a plan', () => {
  it('is nothing until something differs', () => {
    expect(editOf(basic, draftOf(basic))).toBeNull();
    expect(editOf(basic, withRuns('300'))).toBeNull();
    expect(changeLines(basic, draftOf(basic))).toEqual([]);
  });

  it('is what differs and nothing else', () => {
    const draft = drafted(({ limits, rateLimits, features }) => ({
      limits: { ...limits, runs: { limit: '', cap: 'hard' }, documents: { limit: '7', cap: 'hard' } },
      rateLimits: { ...rateLimits, keyRequestsPerHour: '99' },
      features: [...features.filter((feature) => feature !== 'reminders'), 'audit_log'],
      active: false,
    }));
    const edit = editOf(basic, draft);
    expect(edit).toEqual({
      limits: { runs: { limit: null, cap: 'hard' }, documents: { limit: 7 } },
      rateLimits: { keyRequestsPerHour: 99 },
      features: ['basic_search', 'export_csv', 'audit_log'],
      active: false,
    });
    expect(changeLines(basic, draft)).toEqual([
      'Runs: 300, soft → unlimited, hard',
      'Documents: 200 → 7',
      'Requests by API key, per hour: 100 → 99',
      'Gives Audit log',
      'No longer gives Reminders',
      'Not on offer any more',
    ]);
    if (!edit) throw new Error('nothing differs');
    expect(inverseOf(basic, edit)).toEqual({
      limits: { runs: { limit: 300, cap: 'soft' }, documents: { limit: 200, cap: 'hard' } },
      rateLimits: basic.rateLimits,
      features: basic.features,
      active: true,
    });
  });

  it('never says anything of a cap that bills', () => {
    const team = planOf('team');
    const draft = drafted(
      ({ limits }) => ({ limits: { ...limits, runs: { limit: '6000', cap: 'overage' } } }),
      team,
    );
    const edit = editOf(team, draft);
    expect(edit).toEqual({ limits: { runs: { limit: 6000 } } });
    if (!edit) throw new Error('nothing differs');
    expect(inverseOf(team, edit)).toEqual({ limits: { runs: { limit: 5000 } } });
  });

  it.each([
    ['12', undefined],
    ['', undefined],
    ['1.5', 'whole number'],
    ['-1', 'whole number'],
    ['many', 'whole number'],
    ['99999999999999999', 'whole number'],
  ])('a limit of “%s” is %s', (limit, error) => {
    const found = errorsIn(withRuns(limit))['limits.runs'];
    if (error) expect(found).toContain(error);
    else expect(found).toBeUndefined();
  });

  it('a rate limit is at least one', () => {
    const draft = drafted(({ rateLimits }) => ({ rateLimits: { ...rateLimits, runStartsPerHour: '0' } }));
    expect(Object.keys(errorsIn(draft))).toEqual(['rateLimits.runStartsPerHour']);
  });
});

describe('whom it meets', () => {
  it('is told in sentences, one and many', () => {
    const preview = { inForce: 1_200, limits: [{ metric: 'runs' as const, overNow: 1, overThen: 30 }] };
    expect(previewLines(preview, basic, withRuns('50'))).toEqual([
      '1,200 organizations have this plan now.',
      'Runs: 30 organizations would be above 50 runs. 1 organization is above the present limit.',
    ]);
    expect(previewLines({ ...preview, inForce: 1 }, basic, withRuns(''))).toEqual([
      '1 organization has this plan now.',
      'Runs: none is above it any more. 1 organization is above the present limit.',
    ]);
  });
});
