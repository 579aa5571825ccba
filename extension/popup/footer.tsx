import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { Button } from '@/components/ui/button';
import type { Connection } from '../connection/stored-connection';
import { ask } from '../messages';
import type { PopupSource } from './popup-source';

/** Who is connected, the mark on pages of this site, and the way out. */
export function Footer({ connection, source }: { connection: Connection; source: PopupSource }) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    await ask({ type: 'disconnect' }).catch(() => {});
    setBusy(false);
  };
  return (
    <footer className="grid grid-cols-1 gap-2 border-border border-t pt-3 text-13 text-muted-foreground">
      {source.kind === 'active_tab' ? <SiteBadge /> : null}
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0 truncate">{connection.user.email}</span>
        <Button variant="link" size="sm" loading={busy} onClick={leave}>
          Disconnect
        </Button>
      </div>
    </footer>
  );
}

/** Lets the person have the icon marked on this site's pages without a click, which takes a permission for the site. */
function SiteBadge() {
  const [site, setSite] = useState<{ host: string; pattern: string; granted: boolean }>();
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      if (!tab?.url?.startsWith('https://')) return;
      const { host } = new URL(tab.url);
      const pattern = `https://${host}/*`;
      const granted = await browser.permissions.contains({ origins: [pattern] });
      if (!isOver) setSite({ host, pattern, granted });
    };
    void read();
    return () => {
      isOver = true;
    };
  }, []);
  if (!site) return null;
  const change = async () => {
    const origins = [site.pattern];
    const done = site.granted
      ? await browser.permissions.remove({ origins })
      : await browser.permissions.request({ origins });
    if (done) setSite({ ...site, granted: !site.granted });
  };
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" checked={site.granted} onChange={change} className="size-4 accent-primary" />
      <span className="min-w-0 truncate">Mark saved postings on {site.host}</span>
    </label>
  );
}
