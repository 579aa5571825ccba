import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { AccountOrganization } from '@/lib/admin';
import { roleWords } from '../../organization/role-words';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { AccountSection } from './account-section';
import { Moment } from './moment';

type OrganizationsSectionProps = {
  organizations: readonly (AccountOrganization & { planName: string; customerHref: string | null })[];
  /** The one whose billing and usage are shown. */
  shownId: string;
  /** Of the page that shows another one's. */
  hrefOf: (organizationId: string) => string;
};

/** Where the person belongs, what that pays for, and whether Stripe says the same. */
export function OrganizationsSection({ organizations, shownId, hrefOf }: OrganizationsSectionProps) {
  return (
    <AccountSection id="organizations" title="Organizations">
      <Card>
        <ul className="divide-y">
          {organizations.map((organization) => (
            <OrganizationItem
              key={organization.id}
              organization={organization}
              isShown={organization.id === shownId}
              href={hrefOf(organization.id)}
            />
          ))}
        </ul>
      </Card>
    </AccountSection>
  );
}

function OrganizationItem({
  organization,
  isShown,
  href,
}: {
  organization: OrganizationsSectionProps['organizations'][number];
  isShown: boolean;
  href: string;
}) {
  const { name, kind, role, members, planName, stripeCustomerId, customerHref } = organization;
  return (
    <li className="grid gap-2 px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="break-words font-medium [overflow-wrap:anywhere]">{name}</span>
          <Badge tone="outline">{planName}</Badge>
        </p>
        {isShown ? (
          <span className="text-13 text-muted-foreground">Shown below</span>
        ) : (
          <Link
            href={href}
            scroll={false}
            className="rounded-sm font-medium text-13 text-primary hover:underline"
          >
            Show its billing and usage<span className="sr-only"> ({name})</span>
          </Link>
        )}
      </div>
      <p className="text-13 text-muted-foreground">
        {kind === 'personal' ? 'Personal' : roleWords[role].label} ·{' '}
        {members === 1 ? '1 member' : `${members.toLocaleString('en')} members`}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
        {customerHref ? (
          <a
            href={customerHref}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 rounded-sm font-medium text-primary hover:underline"
          >
            <code>{stripeCustomerId}</code>
            <ExternalLink aria-hidden="true" className="size-3.5" />
            <span className="sr-only">in Stripe’s dashboard, in a new tab</span>
          </a>
        ) : (
          <span className="text-muted-foreground">No customer at Stripe</span>
        )}
        {customerHref ? <DriftStatus organization={organization} /> : null}
      </div>
    </li>
  );
}

function DriftStatus({ organization: { syncedAt, drift } }: { organization: AccountOrganization }) {
  return (
    <>
      <span className="text-muted-foreground">
        {syncedAt ? (
          <>
            Synced <Moment at={syncedAt} />
          </>
        ) : (
          'Never synced'
        )}
      </span>
      {drift ? (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground">
          <Badge tone={drift.repaired ? 'neutral' : 'danger'}>
            {drift.repaired ? 'Drift repaired' : 'Drift'}
          </Badge>
          <span>
            <code>{drift.field}</code>: {drift.ours ?? 'nothing'} here, {drift.theirs ?? 'nothing'} at Stripe,{' '}
            <Moment at={drift.foundAt} />
          </span>
        </span>
      ) : (
        <Badge tone="success">No drift</Badge>
      )}
    </>
  );
}
