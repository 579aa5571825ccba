import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/** A bordered surface. Compose it from the parts below, or give it any content. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('rounded-lg border bg-surface', className)} {...rest} />;
}

type CardHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons or a badge at the end of the line. */
  actions?: ReactNode;
  /** The heading's level in the page's outline. */
  level?: 2 | 3;
  className?: string;
};

/** Title line of a card. */
export function CardHeader({ title, description, actions, level = 2, className }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={cn('flex flex-wrap items-start justify-between gap-3 px-5 pt-5', className)}>
      <div className="grid min-w-0 gap-1">
        <Heading className="font-semibold text-sm">{title}</Heading>
        {description ? <p className="text-muted-foreground text-sm">{description}</p> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </div>
  );
}

/** Body of a card. */
export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('px-5 py-5', className)} {...rest} />;
}

/** Foot of a card, on a recessed ground: a note at the start, actions at the end. */
export function CardFooter({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'flex flex-wrap items-center justify-between gap-3 rounded-b-lg border-t bg-subtle px-5 py-3 text-13 text-muted-foreground',
        className,
      )}
      {...rest}
    />
  );
}
