import { describe, expect, it } from 'vitest';
import { actionsIn, auditFilterSchema, spanIn } from './schema';

describe('what is asked of the audit log', () => {
  it('is nothing where a form was left empty', () => {
    const empty = {
      q: '',
      actor: '',
      user: '',
      organization: '',
      action: '',
      target: '',
      via: '',
      from: '',
      to: '',
    };
    const filter = auditFilterSchema.parse(empty);
    expect(Object.values(filter).filter((value) => value !== undefined)).toEqual([]);
    expect([actionsIn(filter), spanIn(filter)]).toEqual([null, { since: null, before: null }]);
  });

  it('is an action, or all of a kind, however the kind is written', () => {
    const actions = (action: string) => actionsIn(auditFilterSchema.parse({ action }));
    expect(actions('api_key.created')).toEqual(['api_key.created']);
    expect(actions('api_key')).toContain('api_key.revoked');
    expect(actions('api_key')).not.toContain('member.joined');
    expect(actions('api_key.')).toEqual(actions('api_key'));
    expect(actions('api_key.*')).toEqual(actions('api_key'));
    expect(auditFilterSchema.safeParse({ action: 'nothing.such' }).success).toBe(false);
  });

  it('is somebody, by id or by address', () => {
    const id = '0192a3b4-c5d6-7e8f-9012-3456789abcde';
    expect(auditFilterSchema.parse({ actor: id }).actor).toBe(id);
    expect(auditFilterSchema.parse({ actor: ' Nora@Example.test ' }).actor).toBe('nora@example.test');
    expect(auditFilterSchema.safeParse({ actor: 'nora' }).success).toBe(false);
  });

  it('is a span of time: whole days, or to the moment', () => {
    const span = (from: string, to: string) => spanIn(auditFilterSchema.parse({ from, to }));
    expect(span('2026-11-25', '2026-11-25')).toEqual({
      since: new Date('2026-11-25T00:00:00Z'),
      before: new Date('2026-11-26T00:00:00Z'),
    });
    expect(span('2026-11-25T10:00:00+02:00', '2026-11-25T08:00:00Z')).toEqual({
      since: new Date('2026-11-25T08:00:00Z'),
      before: new Date('2026-11-25T08:00:00.001Z'),
    });
    for (const wrong of ['yesterday', '2026-13-01', '2026-02-30'])
      expect([wrong, auditFilterSchema.safeParse({ from: wrong }).success]).toEqual([wrong, false]);
  });
});
