import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ask } from '../messages';

const outcomeWords: Readonly<Record<string, string>> = {
  declined: 'You said no, so nothing was connected.',
  closed: 'The window was closed before you said yes.',
  failed: 'That did not work. Try again.',
};

/** For whoever is not connected: what connecting is for, and the way to it. */
export function ConnectView({ ended, waiting }: { ended: boolean; waiting: number }) {
  const [connecting, setConnecting] = useState(false);
  const [words, setWords] = useState<string>();

  const connect = async () => {
    setConnecting(true);
    setWords(undefined);
    const outcome = await ask({ type: 'connect' }).catch(() => 'failed');
    setConnecting(false);
    setWords(outcomeWords[String(outcome)]);
  };

  return (
    <section className="grid grid-cols-1 gap-3" aria-label="Connect">
      {ended ? (
        <Alert tone="warning" title="Your connection has ended">
          {waiting > 0
            ? 'Connect again, and what waits here is saved.'
            : 'It was ended among your sessions, or its time was over.'}
        </Alert>
      ) : null}
      <p className="text-muted-foreground">
        Connect your Foothold account once. Then one click saves the posting that you are looking at, with
        everything filled in.
      </p>
      <Button onClick={connect} loading={connecting}>
        {ended ? 'Connect again' : 'Connect'}
      </Button>
      <p role="status" className="text-13 text-muted-foreground empty:hidden">
        {words}
      </p>
    </section>
  );
}
