import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { actionGroups } from '@/components/audit/action-groups';
import { AuditLogView } from '@/components/audit/audit-log-view';
import { auditFields, auditUrl, readAuditSearch } from '@/components/audit/audit-url';
import { PageHeader } from '@/components/ui/page-header';
import { platformAuditLog } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { auditVias } from '@/lib/audit/schema';
import { withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Audit log' };

type AuditLogPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function AuditLogPage(props: AuditLogPageProps) {
  return withRequest(() => auditLogPage(props));
}

async function auditLogPage({ searchParams }: AuditLogPageProps) {
  const admin = await requireAdminPage();
  const search = readAuditSearch(await searchParams);
  const { filter, cursor } = search;
  const page =
    filter &&
    (await platformAuditLog(admin, filter, { limit: 50, cursor }).catch((error: unknown) => {
      // A cursor that was cut or made up: from the beginning.
      if (error instanceof ProblemError && error.code === 'invalid_request')
        redirect(auditUrl(path, search.typed));
      throw error;
    }));
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Audit log"
        description="Who did what on the platform, and why. Nothing in it is ever changed or removed."
      />
      <AuditLogView
        search={search}
        page={page}
        path={path}
        exportPath="/api/admin/audit-log/export"
        fields={auditFields}
        rarely={['organization', 'target', 'via']}
        groups={actionGroups()}
        vias={auditVias}
        showOrganization
      />
    </div>
  );
}

const path = '/admin/audit-log';
