import { Check, Download } from 'lucide-react';
import type { Metadata } from 'next';
import { FeatureOffer } from '@/components/billing/feature-offer';
import { exportQuery } from '@/components/jobs/export/export-query';
import { jobsWords } from '@/components/jobs/import/import-words';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { requirePrincipal } from '@/lib/auth/server';
import { hasFeature } from '@/lib/entitlements';
import { countJobs, jobStatuses } from '@/lib/jobs';

export const metadata: Metadata = { title: 'Export jobs' };

type ExportPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ExportPage({ searchParams }: ExportPageProps) {
  const principal = await requirePrincipal();
  const { wanted, search } = exportQuery(await searchParams);
  const isIncluded = await hasFeature(principal, 'export_csv');
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title="Export jobs" description="As a table for Excel, Google Sheets or another tracker." />
      {isIncluded ? (
        <Card className="max-w-2xl">
          <CardHeader
            title={`${jobsWords(await countOf(principal, wanted))} as a CSV file`}
            description={search === '' ? 'All that are saved.' : 'Those that you have chosen on the board.'}
          />
          <CardBody>
            <ul className="grid gap-2.5 text-sm">
              {contents.map((each) => (
                <li key={each} className="flex gap-2.5">
                  <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
                  {each}
                </li>
              ))}
            </ul>
          </CardBody>
          <CardFooter>
            <span>The import reads the same file again.</span>
            <Button asChild size="sm">
              <a href={`/api/jobs/export${search}`} download>
                <Download aria-hidden="true" />
                Download
              </a>
            </Button>
          </CardFooter>
        </Card>
      ) : (
        <FeatureOffer
          feature="export_csv"
          planId={principal.planId}
          what="Exporting jobs"
          description="Your jobs as a table that is yours, wherever you go on with it."
          gives={contents}
          note="Your jobs can be read and deleted in every plan."
        />
      )}
    </div>
  );
}

type Wanted = ReturnType<typeof exportQuery>['wanted'];

async function countOf(principal: Parameters<typeof countJobs>[0], wanted: Wanted): Promise<number> {
  if ('ids' in wanted && wanted.ids) return wanted.ids.length;
  const counts = await countJobs(principal, wanted);
  const asked = 'status' in wanted ? wanted.status : undefined;
  return jobStatuses
    .filter((status) => asked?.includes(status) ?? true)
    .reduce((sum, status) => sum + counts[status], 0);
}

const contents = [
  'Title, company, place, link, pay and status of each job',
  'When it was saved, applied for and last moved',
  'Your notes, and the posting as text',
];
