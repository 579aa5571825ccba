'use client';

import Link from 'next/link';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from './cn';

type TabLink = {
  href: string;
  label: ReactNode;
  /** How many things are behind the link; shown after the label. */
  count?: number;
  current: boolean;
};

/**
 * Tabs that are links: every one has its URL, so back, reload and sharing work. On a phone the row scrolls sideways, to
 * the current tab by itself.
 */
export function TabLinks({
  label,
  links,
  className,
}: {
  label: string;
  links: TabLink[];
  className?: string;
}) {
  const row = useRef<HTMLUListElement>(null);
  const currentHref = links.find(({ current }) => current)?.href;

  // By hand: `scrollIntoView` would move the page as well.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current tab is read from the page
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && tab)
      row.current.scrollLeft = tab.offsetLeft - (row.current.clientWidth - tab.offsetWidth) / 2;
  }, [currentHref]);

  return (
    <nav aria-label={label} className={cn('relative border-b', className)}>
      <ul ref={row} className="no-scrollbar flex gap-1 overflow-x-auto">
        {links.map((link) => (
          <li key={link.href} className="shrink-0">
            <Link
              href={link.href}
              scroll={false}
              aria-current={link.current ? 'page' : undefined}
              className={cn(
                'flex h-10 items-center gap-1.5 border-b-2 px-2 text-sm transition-colors -outline-offset-2',
                link.current
                  ? 'border-primary font-medium text-foreground'
                  : 'border-transparent text-muted-foreground hover:text-foreground',
              )}
            >
              {link.label}
              {link.count === undefined ? null : (
                <span className="tabular text-subtle-foreground text-xs">{link.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
