import { cn } from './cn';

type ProgressProps = {
  /** What is under way, for screen readers. */
  label: string;
  /** Share done, 0 to 100. */
  value: number;
  className?: string;
};

/** A bar of how far a piece of work has come. For how much of a limit is used, take `Meter`. */
export function Progress({ label, value, className }: ProgressProps) {
  const percent = Math.min(Math.max(value, 0), 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-muted', className)}
    >
      <svg aria-hidden="true" className="block h-full w-full" preserveAspectRatio="none">
        <rect className="fill-primary" width={`${percent}%`} height="100%" />
      </svg>
    </div>
  );
}
