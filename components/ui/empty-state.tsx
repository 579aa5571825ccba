import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

type EmptyStateProps = {
  icon: LucideIcon;
  title: ReactNode;
  /** What will be here and how to begin. */
  description?: ReactNode;
  /** The button that begins it. */
  action?: ReactNode;
  /** The heading's level in the page's outline: 1 where this is all that the page says. */
  level?: 1 | 2;
  className?: string;
};

/** Stands where a list has nothing to show, and says what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  description,
  action,
  level = 2,
  className,
}: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      className={cn(
        'flex flex-col items-center gap-4 rounded-lg border border-dashed px-6 py-16 text-center',
        className,
      )}
    >
      <span className="flex size-10 items-center justify-center rounded-lg border bg-subtle text-muted-foreground">
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <div className="grid max-w-sm gap-1">
        <Heading className="font-semibold text-base">{title}</Heading>
        {description ? <p className="text-muted-foreground text-sm">{description}</p> : null}
      </div>
      {action ? <div className="flex flex-wrap items-center justify-center gap-2">{action}</div> : null}
    </div>
  );
}
