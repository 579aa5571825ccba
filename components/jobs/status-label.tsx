import type { JobStatus } from '@/lib/jobs/schema';
import { cn } from '../ui/cn';
import { statusLook } from './status-look';

/** A status in words with its icon. */
export function StatusLabel({ status, className }: { status: JobStatus; className?: string }) {
  const { label, icon: Icon, colour } = statusLook[status];
  return (
    <span className={cn('inline-flex items-center gap-2 whitespace-nowrap', className)}>
      <Icon aria-hidden="true" className={cn('size-4 shrink-0', colour)} />
      {label}
    </span>
  );
}
