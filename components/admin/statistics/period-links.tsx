import Link from 'next/link';
import { type PeriodDays, periods } from '@/lib/admin/statistics/periods';
import { cn } from '../../ui/cn';

/** How many days are looked at, as links: the page's address has it. */
export function PeriodLinks({ current, href }: { current: PeriodDays; href: (days: PeriodDays) => string }) {
  return (
    <nav aria-label="Period">
      <ul className="inline-flex rounded-lg border bg-muted p-0.5">
        {periods.map((days) => (
          <li key={days}>
            <Link
              href={href(days)}
              scroll={false}
              aria-current={days === current ? 'true' : undefined}
              className={cn(
                'inline-flex h-8 items-center whitespace-nowrap rounded-md border px-3 font-medium text-13 transition-colors',
                days === current
                  ? 'border-border bg-surface text-foreground dark:border-input'
                  : 'border-transparent text-muted-foreground hover:text-foreground',
              )}
            >
              {days} days
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
