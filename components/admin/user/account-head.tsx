import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountUser } from '@/lib/admin';
import { Badge } from '../../ui/badge';
import { CopyButton } from '../../ui/copy-button';
import { PageHeader } from '../../ui/page-header';
import { signInWords, statusWords } from './account-words';
import { Moment } from './moment';

type AccountHeadProps = {
  user: AccountUser;
  /** The plan of the organization that the person acts for. */
  planName: string;
  actions: ReactNode;
};

/** Whose account it is and how it stands, before anything else. */
export function AccountHead({ user, planName, actions }: AccountHeadProps) {
  const { id, email, formerEmail, name, emailConfirmedAt, createdAt, lastSeenAt, platformRole } = user;
  const status = statusWords(user);
  const address = email || (formerEmail ?? 'No address');
  return (
    <div className="grid gap-5">
      <PageHeader
        title={<span className="break-words [overflow-wrap:anywhere]">{name ?? address}</span>}
        description={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
            <span className="text-foreground [overflow-wrap:anywhere]">{address}</span>
            <Badge tone={status.tone}>{status.badge}</Badge>
            {emailConfirmedAt ? <Badge>Confirmed</Badge> : <Badge tone="warning">Not confirmed</Badge>}
            {platformRole === 'superadmin' ? (
              <Badge tone="primary">
                <ShieldCheck aria-hidden="true" />
                Admin
              </Badge>
            ) : null}
          </span>
        }
        actions={actions}
      />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border bg-surface px-5 py-4 text-sm sm:grid-cols-3 lg:grid-cols-5">
        <Fact name="Plan">{planName}</Fact>
        <Fact name="Signs in by">{signInWords(user)}</Fact>
        <Fact name="Created">
          <Moment at={createdAt} />
        </Fact>
        <Fact name="Last seen">{lastSeenAt ? <Moment at={lastSeenAt} /> : 'Never'}</Fact>
        <Fact name="Id" className="col-span-2 sm:col-span-2 lg:col-span-1">
          <span className="flex min-w-0 items-center gap-1">
            <code className="min-w-0 truncate text-13" title={id}>
              {id}
            </code>
            <CopyButton value={id} label="user id" className="-my-2" />
          </span>
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt className="text-13 text-muted-foreground">{name}</dt>
      <dd className="mt-0.5 min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
