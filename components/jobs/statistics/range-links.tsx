import Link from 'next/link';
import { type StatisticsRange, statisticsRanges } from '@/lib/jobs/statistics/ranges';
import { cn } from '../../ui/cn';
import { statisticsUrl } from './statistics-url';
import { rangeWords } from './statistics-words';

/** How far back is looked, as links: the page's address has it. */
export function RangeLinks({ current }: { current: StatisticsRange }) {
  return (
    <nav aria-label="Time">
      <ul className="inline-flex rounded-lg border bg-muted p-0.5">
        {statisticsRanges.map((range) => (
          <li key={range}>
            <Link
              href={statisticsUrl(range)}
              scroll={false}
              aria-current={range === current ? 'true' : undefined}
              className={cn(
                'inline-flex h-8 items-center whitespace-nowrap rounded-md border px-3 font-medium text-13 transition-colors',
                range === current
                  ? 'border-border bg-surface text-foreground dark:border-input'
                  : 'border-transparent text-muted-foreground hover:text-foreground',
              )}
            >
              {rangeWords[range].label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
