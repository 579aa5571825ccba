import { Download, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { AUDIT_EXPORT_MAX, type AuditEvent, auditFormats } from '@/lib/audit/schema';
import { ButtonLink } from '../ui/button-link';
import { buttonVariants } from '../ui/button-variants';
import { EmptyState } from '../ui/empty-state';
import type { ActionGroup } from './action-groups';
import { AuditFilters } from './audit-filters';
import { type AuditField, type AuditSearch, auditUrl } from './audit-url';
import { EventList } from './event-list';

type AuditLogViewProps = {
  search: AuditSearch;
  /** One page; null where the search cannot be made. */
  page: { events: readonly AuditEvent[]; nextCursor: string | null } | null;
  /** Of the page, below which each event has one of its own. */
  path: string;
  /** Where files come from. */
  exportPath: string;
  fields: readonly AuditField[];
  rarely?: readonly AuditField[];
  groups: readonly ActionGroup[];
  vias: readonly string[];
  showOrganization?: boolean;
};

/** A search of the audit log and what it finds. */
export function AuditLogView({
  search,
  page,
  path,
  exportPath,
  showOrganization,
  ...filters
}: AuditLogViewProps) {
  const { typed, errors, cursor } = search;
  const isFiltered = Object.keys(typed).length > 0;
  return (
    <div className="grid grid-cols-1 gap-5">
      <AuditFilters path={path} typed={typed} errors={errors} {...filters} />
      {page === null ? (
        <Nothing title="Look at the filters once more">
          One of them says something that cannot be looked for.
        </Nothing>
      ) : page.events.length === 0 ? (
        <Nothing title={isFiltered ? 'Nothing was found' : 'Nothing was recorded yet'}>
          {isFiltered
            ? 'No event is like this. Take a filter away, or look at a longer time.'
            : 'What is done from now on will be here.'}
        </Nothing>
      ) : (
        <>
          <EventList events={page.events} path={path} showOrganization={showOrganization ?? false} />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
            <ExportLinks search={search} exportPath={exportPath} />
            <Pages newest={cursor ? auditUrl(path, typed) : null} older={olderHref(page, path, search)} />
          </div>
        </>
      )}
    </div>
  );
}

function olderHref({ nextCursor }: { nextCursor: string | null }, path: string, { typed }: AuditSearch) {
  return nextCursor === null ? null : auditUrl(path, typed, { cursor: nextCursor });
}

function ExportLinks({ search: { typed }, exportPath }: { search: AuditSearch; exportPath: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {auditFormats.map((format) => (
        // Not a Link: it leads out of the application, to a file.
        <a
          key={format}
          href={auditUrl(exportPath, typed, { format })}
          download
          aria-label={`Download as ${format.toUpperCase()}`}
          className={buttonVariants({ variant: 'secondary', size: 'sm' })}
        >
          <Download aria-hidden="true" />
          {format.toUpperCase()}
        </a>
      ))}
      <p className="text-13 text-muted-foreground">
        All that was found, the newest {AUDIT_EXPORT_MAX.toLocaleString('en')} at most.
      </p>
    </div>
  );
}

function Pages({ newest, older }: { newest: string | null; older: string | null }) {
  if (newest === null && older === null) return null;
  return (
    <nav aria-label="Pages" className="ml-auto flex gap-2">
      {newest === null ? null : (
        <ButtonLink href={newest} variant="secondary" size="sm">
          Newest
        </ButtonLink>
      )}
      {older === null ? null : (
        <ButtonLink href={older} rel="next" variant="secondary" size="sm">
          Older
        </ButtonLink>
      )}
    </nav>
  );
}

function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return <EmptyState icon={History} title={title} description={children} />;
}
