import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn';

type OutcomeProps = {
  icon: LucideIcon;
  tone: 'success' | 'neutral' | 'warning';
  title: string;
  description: ReactNode;
  children?: ReactNode;
  actions: ReactNode;
};

const marks: Record<OutcomeProps['tone'], string> = {
  success: 'border-success-border bg-success-subtle text-success',
  neutral: 'bg-subtle text-muted-foreground',
  warning: 'border-warning-border bg-warning-subtle text-warning',
};

/** How something that the person was away for has ended, as a page of its own. */
export function Outcome({ icon: Icon, tone, title, description, children, actions }: OutcomeProps) {
  return (
    <div className="mx-auto grid max-w-lg gap-6 py-6 sm:py-12">
      <span className={cn('flex size-10 items-center justify-center rounded-lg border', marks[tone])}>
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <div className="grid gap-2">
        <h1 className="font-semibold text-2xl">{title}</h1>
        <p className="text-base text-muted-foreground">{description}</p>
      </div>
      {children}
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
