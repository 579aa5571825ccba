'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { pollDelaySeconds } from './poll-delay';

/**
 * Loads the page's data again for as long as it is shown and the window is looked at: less and less often, and in the
 * end only when asked.
 */
export function KeepAsking() {
  const router = useRouter();
  const [attempt, setAttempt] = useState(1);
  const delaySeconds = pollDelaySeconds(attempt);

  useEffect(() => {
    if (delaySeconds === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(look, delaySeconds * 1000);
    };
    const look = () => {
      // Nobody sees it: that costs no attempt.
      if (document.visibilityState !== 'visible') return wait();
      router.refresh();
      setAttempt(attempt + 1);
    };
    wait();
    return () => clearTimeout(timer);
  }, [router, attempt, delaySeconds]);

  if (delaySeconds !== null) return null;
  return (
    <div role="status" className="flex flex-wrap items-center justify-between gap-3 text-muted-foreground">
      <p>This page no longer looks by itself.</p>
      <Button
        variant="secondary"
        size="sm"
        onClick={() => {
          router.refresh();
          setAttempt(1);
        }}
      >
        Look again
      </Button>
    </div>
  );
}
