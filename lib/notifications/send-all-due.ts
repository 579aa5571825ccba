import { logger } from '@/lib/observability';
import { isMailAvailable } from './send-mail';

/** How many mails were dealt with, and how many failed and will be tried again. */
export type SendReport = { sent: number; failed: number };

/** A kind of thing that is mailed once: rows that are claimed, delivered, and put back when that fails. */
export type Due<Claimed extends { attempts: number }> = {
  /** Takes the oldest that is due by moving its next attempt away, of many workers for one of them. */
  claim: () => Promise<Claimed | undefined>;
  /** Mails it and marks it; false when nothing was to be mailed after all. */
  // biome-ignore lint/suspicious/noConfusingVoidType: an async function without a return is what is meant
  deliver: (claimed: Claimed) => Promise<boolean | void>;
  /** Notes why it was not mailed, and that it is due again so many seconds later. */
  markFailed: (claimed: Claimed, message: string, seconds: number) => Promise<unknown>;
  /** What the log calls it, and what tells it apart there; no address. */
  name: string;
  idOf: (claimed: Claimed) => Record<string, unknown>;
};

/** Ten attempts span more than a day; after that a mail would be no news. */
export const ATTEMPTS_MAX = 10;

/** Mails everything of a kind that is due, oldest first, while the mail service answers. One that fails stops no other. */
export async function sendAllDue<Claimed extends { attempts: number }>(
  due: Due<Claimed>,
): Promise<SendReport> {
  const report: SendReport = { sent: 0, failed: 0 };
  while (isMailAvailable()) {
    const claimed = await due.claim();
    if (!claimed) break;
    try {
      if ((await due.deliver(claimed)) !== false) report.sent += 1;
    } catch (err) {
      logger.error({ err, ...due.idOf(claimed) }, `${due.name} was not mailed`);
      const message = err instanceof Error ? err.message : 'Unknown error';
      // A minute, then twice as long each time.
      await due.markFailed(claimed, message.slice(0, 500), 60 * 2 ** (claimed.attempts - 1));
      report.failed += 1;
    }
  }
  return report;
}
