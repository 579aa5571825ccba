import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

type AlertTone = 'info' | 'success' | 'warning' | 'danger';

type AlertProps = {
  tone?: AlertTone;
  title?: ReactNode;
  /** What happened and what to do. */
  children?: ReactNode;
  /** A button or link. */
  action?: ReactNode;
  /** Read out when it appears; leave it off for what is there from the start. */
  live?: boolean;
  className?: string;
};

const tones: Record<AlertTone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'border-info-border bg-info-subtle', mark: 'text-info' },
  success: { icon: CircleCheck, box: 'border-success-border bg-success-subtle', mark: 'text-success' },
  warning: { icon: TriangleAlert, box: 'border-warning-border bg-warning-subtle', mark: 'text-warning' },
  danger: { icon: CircleAlert, box: 'border-danger-border bg-danger-subtle', mark: 'text-danger' },
};

/** A message in the flow of a page, with an action where one helps. */
export function Alert({ tone = 'info', title, children, action, live = false, className }: AlertProps) {
  const { icon: Icon, box, mark } = tones[tone];
  const role = live ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div
      role={role}
      className={cn('flex items-start gap-3 rounded-lg border px-4 py-3 text-sm', box, className)}
    >
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="grid min-w-0 flex-[1_1_16rem] gap-0.5">
          {title ? <p className="font-medium text-foreground">{title}</p> : null}
          {children ? <div className="text-foreground/85">{children}</div> : null}
        </div>
        {action ? <div className="flex shrink-0 items-center gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
