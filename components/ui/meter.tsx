import { cn } from './cn';
import { type MeterState, meterState } from './meter-state';

type MeterProps = {
  /** What is measured, for screen readers, such as "Saved jobs". */
  label: string;
  used: number;
  /** Kept for what is under way, drawn lighter behind what is used. */
  reserved?: number;
  /** `null` means unlimited: the bar stays empty. */
  limit: number | null;
  /** The value in words; "7 of 10" when not given. */
  valueText?: string;
  className?: string;
};

const barColour: Record<MeterState, string> = {
  ok: 'fill-primary',
  near: 'fill-warning-solid',
  over: 'fill-danger-solid',
};

/** A bar of how much of a limit is used. Its width is an SVG attribute, which a strict style policy allows. */
export function Meter({ label, used, reserved = 0, limit, valueText, className }: MeterProps) {
  const shareOf = (amount: number) => (limit === null ? 0 : limit === 0 ? 1 : Math.min(amount / limit, 1));
  const colour = barColour[meterState(used, limit)];
  return (
    // biome-ignore lint/a11y/useSemanticElements: the native <meter> cannot be styled alike in all browsers
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={limit ?? Math.max(used, 1)}
      aria-valuenow={limit === null ? used : Math.min(used, limit)}
      aria-valuetext={valueText ?? (limit === null ? `${used}, no limit` : `${used} of ${limit}`)}
      className={cn(
        'h-1.5 w-full overflow-hidden rounded-full bg-muted ring-1 ring-border ring-inset',
        className,
      )}
    >
      <svg aria-hidden="true" className="block h-full w-full" preserveAspectRatio="none">
        {reserved > 0 ? (
          <rect
            className={colour}
            opacity={0.35}
            width={`${shareOf(used + reserved) * 100}%`}
            height="100%"
          />
        ) : null}
        <rect className={colour} width={`${shareOf(used) * 100}%`} height="100%" />
      </svg>
    </div>
  );
}
