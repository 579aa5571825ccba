import { LoadingHeader } from '@/components/billing/loading-header';
import { Card, CardBody } from '@/components/ui/card';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <LoadingHeader title="Billing" awaited="Loading your billing" />
      <Section title="Plan">
        <Card>
          <CardBody className="flex flex-wrap items-center justify-between gap-x-8 gap-y-5">
            <div className="grid gap-1">
              <Skeleton className="my-0.5 h-6 w-32" />
              <Skeleton className="my-0.5 h-4 w-64" />
            </div>
            <Skeleton className="h-9 w-32" />
          </CardBody>
          <div className="h-11 rounded-b-lg border-t bg-subtle" />
        </Card>
      </Section>
      <Section title="What it gives">
        <Card>
          <div className="divide-y">
            {['saved jobs', 'seats'].map((row) => (
              <div key={row} className="flex h-17 items-center justify-between gap-4 px-5">
                <Skeleton className="h-4 w-64" />
                <Skeleton className="h-4 w-12" />
              </div>
            ))}
          </div>
        </Card>
      </Section>
      <Section title="Invoices">
        <Card>
          <div className="flex h-17 items-center justify-between gap-4 px-5">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-24" />
          </div>
        </Card>
      </Section>
    </div>
  );
}
