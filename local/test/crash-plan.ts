import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Something that a load process does, under a key that makes a repeat the same thing. Quantities are whole units. */
export const operationSchema = z.object({
  key: z.string(),
  userId: z.string(),
  organizationId: z.string(),
  kind: z.enum(['take', 'commit', 'release', 'abandon', 'report', 'store', 'remove', 'call']),
  quantity: z.int(),
});

/** See {@link operationSchema}. */
export type Operation = z.infer<typeof operationSchema>;

const entrySchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begun'), operation: operationSchema }),
  z.object({ step: z.literal('done'), key: z.string(), counted: z.boolean() }),
]);

/** What a load process notes before an operation and after its answer. */
export type Entry = z.infer<typeof entrySchema>;

/** What a load process is told, as JSON in FOOTHOLD_CRASH_PLAN. */
export const planSchema = z.object({
  round: z.int(),
  ledger: z.string(),
  people: z.array(z.object({ userId: z.string(), organizationId: z.string() })).min(1),
});

/** Notes an entry, whatever kills the process right after. */
export function note(ledger: string, entry: Entry): void {
  appendFileSync(ledger, `${JSON.stringify(entry)}\n`);
}

/** All operations that were begun, and what was answered to each that was. */
export function readLedger(ledger: string): { begun: Operation[]; counted: Map<string, boolean> } {
  const text = existsSync(ledger) ? readFileSync(ledger, 'utf8') : '';
  const entries = text
    .split('\n')
    .filter(Boolean)
    .map((line) => entrySchema.parse(JSON.parse(line)));
  const begun = new Map<string, Operation>();
  const counted = new Map<string, boolean>();
  for (const entry of entries) {
    if (entry.step === 'begun') begun.set(entry.operation.key, entry.operation);
    else counted.set(entry.key, entry.counted);
  }
  return { begun: [...begun.values()], counted };
}
