import { PageHeader } from '../ui/page-header';

/** The head of a page that is still coming: its title, a line where its description will be, and what is awaited. */
export function LoadingHeader({ title, awaited }: { title: string; awaited: string }) {
  return (
    <>
      <PageHeader
        title={title}
        description={
          <span className="inline-block h-4 w-56 animate-skeleton rounded-md bg-muted align-middle" />
        }
      />
      <p role="status" className="sr-only">
        {awaited}
      </p>
    </>
  );
}
