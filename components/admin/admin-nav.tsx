'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isUnder } from '../shell/navigation';
import { cn } from '../ui/cn';
import { adminDestinations } from './navigation';

/** The console's navigation: a column beside the page, a line that can be moved sideways on a phone. */
export function AdminNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Console">
      <ul className="flex gap-0.5 md:grid">
        {adminDestinations.map(({ href, label, icon: Icon }) => {
          const current = href === '/admin' ? pathname === href : isUnder(pathname, href);
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
