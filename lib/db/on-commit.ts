import { logger } from '@/lib/observability';
import type { Transaction } from './client';

/**
 * Has something done as soon as a transaction of `asTenant` or `asService` is committed, before its caller goes on; never
 * when it is not. A failure is logged and fails nothing: what was committed stands.
 */
export function onCommit(tx: Transaction, work: () => Promise<unknown>): void {
  waiting.set(tx, [...(waiting.get(tx) ?? []), work]);
}

/** Runs a transaction's work with a place for what waits for its commit. */
export async function withCommitHooks<T>(begin: (note: (tx: Transaction) => void) => Promise<T>): Promise<T> {
  let ours: Transaction | undefined;
  const result = await begin((tx) => {
    ours = tx;
  });
  for (const work of ours ? (waiting.get(ours) ?? []) : []) {
    await work().catch((err: unknown) => logger.error({ err }, 'what was to be done after a commit failed'));
  }
  return result;
}

const waiting = new WeakMap<Transaction, (() => Promise<unknown>)[]>();
