import { X } from 'lucide-react';
import type { UsageAlert } from '@/lib/usage';
import { Alert } from '../ui/alert';
import { ButtonLink } from '../ui/button-link';
import type { AlertWords } from './alert-words';
import { DismissForm } from './dismiss-form';

type UsageBannerProps = {
  alerts: readonly UsageAlert[];
  words: AlertWords;
  /** Whether this person may buy for the organization. */
  mayBuy: boolean;
  /** Puts the alerts away for this person. */
  dismiss: (form: FormData) => Promise<void>;
};

/** What is at which share of its limit, on every page, until it is put away. */
export function UsageBanner({ alerts, words, mayBuy, dismiss }: UsageBannerProps) {
  const only = alerts.length === 1 ? alerts[0] : undefined;
  const shown = alerts.map(({ metric, periodStart, limit, threshold }) => ({
    metric,
    periodStart,
    limit,
    threshold,
  }));
  return (
    <section aria-label="Usage" className="mb-6">
      <Alert
        tone={words.tone}
        title={words.title}
        action={
          <>
            <ButtonLink href="/account/usage" variant="secondary" size="sm">
              See usage
            </ButtonLink>
            {mayBuy ? (
              <ButtonLink
                href={only ? `/pricing?from=${only.metric}` : '/pricing'}
                variant="secondary"
                size="sm"
              >
                See plans
              </ButtonLink>
            ) : null}
            <DismissForm action={dismiss} value={JSON.stringify(shown)} label="Hide this notice">
              <X aria-hidden="true" />
            </DismissForm>
          </>
        }
      >
        {words.lines.length === 1 ? (
          words.lines[0]
        ) : (
          <ul className="grid gap-1">
            {words.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </Alert>
    </section>
  );
}
