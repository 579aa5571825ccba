'use client';

import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { cn } from '../ui/cn';

type NavListProps = {
  label: string;
  destinations: readonly { href: string; label: string; icon: LucideIcon }[];
  isCurrent: (href: string) => boolean;
  className: string;
};

/** Where a navigation leads, as links with their icons; the present one is marked. */
export function NavList({ label, destinations, isCurrent, className }: NavListProps) {
  return (
    <nav aria-label={label}>
      <ul className={className}>
        {destinations.map(({ href, label, icon: Icon }) => {
          const current = isCurrent(href);
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cn(
                  'flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-13 transition-colors',
                  current
                    ? 'bg-muted text-foreground'
                    : 'text-muted-foreground hover:bg-muted hover:text-foreground',
                )}
              >
                <Icon aria-hidden="true" className={cn('size-4', current && 'text-primary')} />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
