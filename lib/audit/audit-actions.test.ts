import { describe, expect, it } from 'vitest';
import {
  actionsOf,
  actionWords,
  auditActions,
  auditAreas,
  isAuditAction,
  isAuditArea,
} from './audit-actions';

const actions = Object.keys(auditActions);

describe('the list of what is recorded', () => {
  it('has only names that the table takes', () => {
    // As `audit_events` checks them.
    const wrong = actions.filter((action) => !/^[a-z_]+(\.[a-z_]+)+$/.test(action) || action.length > 64);
    expect(wrong).toEqual([]);
  });

  it('says each in words of its own, and belongs to an area each', () => {
    const words = Object.values(auditActions);
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((each) => /\.$|_/.test(each))).toEqual([]);
    const areas = Object.keys(auditAreas).filter(isAuditArea);
    expect(areas.flatMap(actionsOf).sort()).toEqual([...actions].sort());
    expect(areas.filter((area) => actionsOf(area).length === 0)).toEqual([]);
  });

  it('tells a name of its own from any other text', () => {
    expect(isAuditAction('member.joined')).toBe(true);
    for (const text of ['member', 'member.', 'toString', '__proto__', '']) {
      expect([text, isAuditAction(text)]).toEqual([text, false]);
    }
    expect(actionWords('member.joined')).toBe('Joined the organization');
    expect(actionWords('thing.of_former_times')).toBe('thing.of_former_times');
    expect(actionWords('constructor')).toBe('constructor');
  });
});
