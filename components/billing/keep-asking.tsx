'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useCallback, useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { pollDelaySeconds } from './poll-delay';

/**
 * Loads the page's data again, or does what `ask` does, for as long as it is shown and the window is looked at: less and less often, and in the
 * end only when asked.
 */
export function KeepAsking({ ask }: { ask?: () => Promise<void> }) {
  const router = useRouter();
  const [attempt, setAttempt] = useState(1);
  const delaySeconds = pollDelaySeconds(attempt);
  const again = useCallback(() => {
    // Out of reach for a moment: the next time may go better.
    if (ask) startTransition(() => ask().catch(() => {}));
    else router.refresh();
  }, [router, ask]);

  useEffect(() => {
    if (delaySeconds === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(look, delaySeconds * 1000);
    };
    const look = () => {
      // Nobody sees it: that costs no attempt.
      if (document.visibilityState !== 'visible') return wait();
      again();
      setAttempt(attempt + 1);
    };
    wait();
    return () => clearTimeout(timer);
  }, [again, attempt, delaySeconds]);

  if (delaySeconds !== null) return null;
  return (
    <div role="status" className="flex flex-wrap items-center justify-between gap-3 text-muted-foreground">
      <p>This page no longer looks by itself.</p>
      <Button
        variant="secondary"
        size="sm"
        onClick={() => {
          again();
          setAttempt(1);
        }}
      >
        Look again
      </Button>
    </div>
  );
}
