import type { ReactNode } from 'react';
import { Card, CardBody, CardFooter } from '../ui/card';
import { Skeleton } from '../ui/skeleton';
import type { PreviewWords } from './change-preview-words';

type ChangePreviewCardProps = Omit<PreviewWords, 'confirm'> & {
  /** The button that orders it; null when there is nothing to order. */
  action: ReactNode;
};

/** What a change costs, line by line, and what happens when. */
export function ChangePreviewCard({ title, bill, due, sentences, action }: ChangePreviewCardProps) {
  return (
    <Card>
      <CardBody className="grid gap-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 className="font-semibold text-base">{title}</h2>
          {due === null ? null : (
            <p className="tabular font-semibold text-lg">
              {due} <span className="font-normal text-13 text-muted-foreground">due today</span>
            </p>
          )}
        </div>
        {bill.length > 0 ? (
          <dl className="tabular grid gap-1.5 border-t pt-4 text-sm">
            {bill.map(({ label, amount }) => (
              <div key={label} className="flex items-baseline justify-between gap-4">
                <dt className="min-w-0 text-muted-foreground">{label}</dt>
                <dd className="whitespace-nowrap">{amount}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        <ul aria-label="What happens" className="grid gap-1.5 border-t pt-4">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </CardBody>
      {action ? <CardFooter>{action}</CardFooter> : null}
    </Card>
  );
}

/** Holds the place of {@link ChangePreviewCard} while Stripe reckons. */
export function ChangePreviewSkeleton() {
  return (
    <Card>
      <p role="status" className="sr-only">
        Asking what it costs
      </p>
      <CardBody className="grid gap-4">
        <div className="flex items-baseline justify-between gap-4">
          <Skeleton className="h-6 w-24" />
          <Skeleton className="h-6 w-32" />
        </div>
        <div className="grid gap-2 border-t pt-4">
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-full" />
        </div>
        <div className="grid gap-2 border-t pt-4">
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-4 w-3/5" />
        </div>
      </CardBody>
      <CardFooter>
        <Skeleton className="h-9 w-44" />
      </CardFooter>
    </Card>
  );
}
