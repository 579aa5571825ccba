import type { ReactNode } from 'react';
import { cn } from './cn';

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The page's main actions, at the end of the line. */
  actions?: ReactNode;
  className?: string;
};

/** Top of a signed-in page, with its only `h1`. */
export function PageHeader({ title, description, actions, className }: PageHeaderProps) {
  return (
    <header
      className={cn(
        'flex flex-wrap justify-between gap-x-6 gap-y-3',
        description ? 'items-start' : 'min-h-9 items-center',
        className,
      )}
    >
      <div className="grid min-w-0 gap-1">
        <h1 className="font-semibold text-xl">{title}</h1>
        {description ? <p className="text-muted-foreground text-sm">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
