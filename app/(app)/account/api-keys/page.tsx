import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountTabs } from '@/components/account/account-tabs';
import { ApiKeys } from '@/components/api-keys/api-keys';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { planOffers } from '@/components/usage/plan-offers';
import type { Principal } from '@/lib/auth';
import { canManageKeys, listApiKeys } from '@/lib/auth/api-keys';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { entitlementsOf } from '@/lib/entitlements';
import { shownPlans } from '@/lib/flags';
import { ProblemError } from '@/lib/http';
import { readCatalogue } from '@/lib/plans/server';
import { usageOf } from '@/lib/usage';

export const metadata: Metadata = { title: 'API keys' };

type ApiKeysPageProps = { searchParams: Promise<{ cursor?: string | string[] }> };

export default function ApiKeysPage(props: ApiKeysPageProps) {
  return withRequest(() => apiKeysPage(props));
}

async function apiKeysPage({ searchParams }: ApiKeysPageProps) {
  const principal = await requirePrincipal();
  const { cursor } = await searchParams;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="API keys"
        description={`For scripts that act for ${principal.organizationName} without anybody signing in.`}
        actions={
          <ButtonLink href="/docs/api" variant="secondary">
            API reference
          </ButtonLink>
        }
      />
      <AccountTabs />
      {canManageKeys(principal) ? (
        await managedKeys(principal, typeof cursor === 'string' ? cursor : undefined)
      ) : (
        <EmptyState
          icon={KeyRound}
          title="Owners and admins manage API keys"
          description={`Ask an owner or admin of ${principal.organizationName} when you need one.`}
        />
      )}
    </div>
  );
}

async function managedKeys(principal: Principal, cursor: string | undefined) {
  const [{ keys, nextCursor }, quota, { plans }, { readOnly }] = await Promise.all([
    pageOf(principal, cursor),
    usageOf(principal, 'api_keys'),
    readCatalogue(),
    entitlementsOf(principal),
  ]);
  const plan = plans.find(({ id }) => id === principal.planId);
  return (
    <ApiKeys
      keys={keys}
      olderHref={nextCursor ? `/account/api-keys?${new URLSearchParams({ cursor: nextCursor })}` : null}
      newestHref={cursor ? '/account/api-keys' : null}
      quota={{ used: quota.used, limit: quota.limit }}
      planName={plan?.name ?? principal.planId}
      offers={planOffers(await shownPlans(plans, principal.planId), principal.planId, 'api_keys')}
      readOnly={readOnly}
    />
  );
}

async function pageOf(principal: Principal, cursor: string | undefined) {
  try {
    return await listApiKeys(principal, { limit: 50, cursor });
  } catch (error) {
    // A cursor that was cut or made up: from the beginning.
    if (error instanceof ProblemError && error.code === 'invalid_request') redirect('/account/api-keys');
    throw error;
  }
}
