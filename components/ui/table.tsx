import type { ComponentProps } from 'react';
import { cn } from './cn';

type TableProps = ComponentProps<'table'> & {
  /** Set it when the table may be wider than a phone: the frame becomes a named region that the keyboard can scroll. */
  scrollLabel?: string;
};

/** A dense data table in a bordered frame. */
export function Table({ className, scrollLabel, ...rest }: TableProps) {
  const table = <table className={cn('w-full border-collapse text-left text-sm', className)} {...rest} />;
  if (!scrollLabel) return <div className="overflow-hidden rounded-lg border bg-surface">{table}</div>;
  return (
    <section
      aria-label={scrollLabel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      // What is only read out is placed absolutely: it has to be clipped here, or it widens the page.
      className="relative overflow-x-auto rounded-lg border bg-surface"
    >
      {table}
    </section>
  );
}

export function TableHeader({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead className={cn('border-b bg-subtle', className)} {...rest} />;
}

export function TableBody({ className, ...rest }: ComponentProps<'tbody'>) {
  return <tbody className={cn('divide-y', className)} {...rest} />;
}

/** Rows of bare cells, the first a name and all others numbers: where there are hundreds, the classes of each would weigh. */
export function TableNumbers(props: ComponentProps<'tbody'>) {
  return (
    <tbody
      {...props}
      className="divide-y [&_td]:h-11 [&_td]:px-4 [&_td]:py-2 [&_td:not(:first-child)]:text-right [&_td]:tabular [&_td:first-child]:whitespace-nowrap"
    />
  );
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('transition-colors', className)} {...rest} />;
}

type CellAlign = { align?: 'start' | 'end' };

/** A column's heading; numbers are aligned to the end. */
export function TableHead({
  className,
  align = 'start',
  ...rest
}: Omit<ComponentProps<'th'>, 'align'> & CellAlign) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 whitespace-nowrap px-4 font-medium text-muted-foreground text-xs',
        align === 'end' && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

export function TableCell({
  className,
  align = 'start',
  ...rest
}: Omit<ComponentProps<'td'>, 'align'> & CellAlign) {
  return (
    <td className={cn('h-11 px-4 py-2', align === 'end' && 'tabular text-right', className)} {...rest} />
  );
}
