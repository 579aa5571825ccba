import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../schema';
import { auditFile } from './audit-file';

const event: AuditEvent = {
  id: '0192a3b4-c5d6-7e8f-9012-3456789abcde',
  occurredAt: '2026-11-26T09:00:00.000Z',
  actor: { id: '0192a3b4-c5d6-7e8f-9012-000000000001', email: 'nora@example.test' },
  actingAs: null,
  via: 'session',
  action: 'organization.renamed',
  summary: 'Renamed the organization',
  target: { kind: 'organization', id: '1', label: '=HYPERLINK("http://evil.example")' },
  organization: { id: '0192a3b4-c5d6-7e8f-9012-000000000002', name: '+1' },
  user: null,
  before: { name: 'Before, with "quotes"' },
  after: { name: '@SUM(A1)' },
  reason: '-2+3',
  undoes: null,
  ip: null,
  userAgent: '\t=cmd',
  requestId: null,
};

describe('a file of events', () => {
  it('has nothing in it that a spreadsheet would run', () => {
    const { body, contentType, fileName } = auditFile([event], 'csv', false);
    expect([contentType, fileName]).toEqual(['text/csv; charset=utf-8', 'audit-log.csv']);
    const cells = body.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)|\r\n/).map((cell) => cell.replace(/^"|"$/g, ''));
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    expect(body).toContain(`'=HYPERLINK`);
    expect(body).toContain(`'+1`);
    expect(body).toContain(`'-2+3`);
    expect(body.split('\r\n')).toHaveLength(3);
  });

  it('is one object in each line, as the API tells it', () => {
    const { body, contentType, fileName } = auditFile([event, event], 'jsonl', false);
    expect([contentType, fileName]).toEqual(['application/x-ndjson; charset=utf-8', 'audit-log.jsonl']);
    const lines = body.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([event, event]);
  });

  it.each(['csv', 'jsonl'] as const)('says in %s that there was more', (format) => {
    const { body, fileName } = auditFile([event], format, true);
    expect(fileName).toBe(`audit-log-newest-10000.${format}`);
    expect(body.trimEnd().split('\n').at(-1)).toContain('Cut: these are the newest 10000');
    expect(auditFile([event], format, false).body).not.toContain('Cut:');
  });
});
