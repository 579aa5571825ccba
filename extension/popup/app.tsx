import { useEffect, useState } from 'react';
import { LogoMark } from '@/components/brand/logo';
import { type Connection, connectionKey, connectionSchema, endedKey } from '../connection/stored-connection';
import { ask } from '../messages';
import { queueIn, queueKey } from '../queue/stored-queue';
import { ConnectView } from './connect-view';
import { Footer } from './footer';
import type { PopupSource } from './popup-source';
import { SaveView } from './save-view';
import { useStored } from './use-stored';
import { WaitingList } from './waiting-list';

/** What opens under the toolbar's icon. */
export function App({ source }: { source: PopupSource }) {
  const connection = useStored(connectionKey, connectionIn);
  const ended = useStored(endedKey, isTrue);
  const queue = useStored(queueKey, queueIn);
  // What the form tells of is not told twice.
  const [toldId, setToldId] = useState<string>();
  const others = queue?.filter(({ id }) => id !== toldId) ?? [];
  useEffect(() => void ask({ type: 'opened' }).catch(() => {}), []);

  return (
    <div className="grid grid-cols-1 gap-4 p-4">
      <header className="flex items-center gap-2">
        <LogoMark />
        <h1 className="font-semibold text-base tracking-[-0.02em]">Save to Foothold</h1>
      </header>
      <main className="grid grid-cols-1 gap-4">
        {connection === undefined || queue === undefined ? null : connection === null ? (
          <ConnectView ended={ended === true} waiting={queue.length} />
        ) : (
          <SaveView key={connection.user.id} source={source} queue={queue} onRefused={setToldId} />
        )}
        {others.length > 0 ? <WaitingList queue={others} userId={connection?.user.id} /> : null}
      </main>
      {connection ? <Footer connection={connection} source={source} /> : null}
    </div>
  );
}

function connectionIn(stored: unknown): Connection | null {
  const connection = connectionSchema.safeParse(stored);
  return connection.success && Date.parse(connection.data.expiresAt) > Date.now() ? connection.data : null;
}

function isTrue(stored: unknown): boolean {
  return stored === true;
}
