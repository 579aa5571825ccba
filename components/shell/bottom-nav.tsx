'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../ui/cn';
import { destinations, isUnder } from './navigation';

/** The navigation of the phone, where the thumb is. */
export function BottomNav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-background pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {/* Each as wide as its word wants: all in equal parts would cut the longest on a small phone. */}
      <ul className="flex">
        {destinations.map(({ href, label, icon: Icon }) => {
          const current = isUnder(pathname, href);
          return (
            <li key={href} className="flex-auto">
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={cn(
                  'flex h-14 flex-col items-center justify-center gap-1 px-1 font-medium text-xs transition-colors -outline-offset-4',
                  current ? 'text-primary' : 'text-muted-foreground',
                )}
              >
                <Icon aria-hidden="true" className="size-5" />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
