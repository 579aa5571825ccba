import { History } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountTabs } from '@/components/account/account-tabs';
import { actionGroups, organizationAreas } from '@/components/audit/action-groups';
import { AuditLogView } from '@/components/audit/audit-log-view';
import { AuditOffer } from '@/components/audit/audit-offer';
import { type AuditField, auditUrl, readAuditSearch } from '@/components/audit/audit-url';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { auditVias } from '@/lib/audit/schema';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { hasFeature } from '@/lib/entitlements';
import { ProblemError } from '@/lib/http';
import { mayDo, organizationAuditLog } from '@/lib/organizations';

export const metadata: Metadata = { title: 'Audit log' };

type Query = Record<string, string | string[] | undefined>;
type AuditLogPageProps = { searchParams: Promise<Query> };

export default function AuditLogPage(props: AuditLogPageProps) {
  return withRequest(() => auditLogPage(props));
}

async function auditLogPage({ searchParams }: AuditLogPageProps) {
  const principal = await requirePrincipal();
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Audit log"
        description={`Who did what in ${principal.organizationName}, and when.`}
      />
      <AccountTabs />
      {!mayDo(principal.role, 'see_audit_log') ? (
        <EmptyState
          icon={History}
          title="Owners see the audit log"
          description={`Ask an owner of ${principal.organizationName} when you need to know what was done.`}
        />
      ) : (await hasFeature(principal, 'audit_log')) ? (
        await ownLog(principal, await searchParams)
      ) : (
        <AuditOffer organizationName={principal.organizationName} planId={principal.planId} />
      )}
    </div>
  );
}

async function ownLog(principal: Principal, query: Query) {
  const search = readAuditSearch(query, fields);
  const { filter, cursor } = search;
  const page =
    filter &&
    (await organizationAuditLog(principal, filter, { limit: 50, cursor }).catch((error: unknown) => {
      // A cursor that was cut or made up: from the beginning.
      if (error instanceof ProblemError && error.code === 'invalid_request')
        redirect(auditUrl(path, search.typed));
      throw error;
    }));
  return (
    <AuditLogView
      search={search}
      page={page}
      path={path}
      exportPath="/api/audit-log/export"
      fields={fields}
      groups={actionGroups(organizationAreas)}
      vias={auditVias.filter((via) => via !== 'script')}
    />
  );
}

const path = '/account/audit-log';
const fields: readonly AuditField[] = ['q', 'actor', 'action', 'via', 'from', 'to'];
