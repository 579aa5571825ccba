import { type EntitlementsOverview, entitlementsOverview } from '@/lib/admin';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Card, CardBody, CardFooter } from '../../ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { AccountSection } from './account-section';
import { byWords, overrideWords, sourceWords, untilWords } from './entitlement-words';
import { EndGrantDialog, GrantDialog, SyncDialog } from './grant-dialogs';
import { EndOverrideDialog, OverrideDialog } from './override-dialogs';

/** What an organization may do now and why, and everything that an admin can do about it. */
export async function EntitlementsSection({ organizationId }: { organizationId: string }) {
  const overview = await entitlementsOverview(organizationId);
  return (
    <AccountSection
      id="plan"
      title="Plan and quotas"
      description={`What ${overview.organization.name} may do now, and why.`}
    >
      <PlanCard overview={overview} />
      <Overrides overview={overview} />
    </AccountSection>
  );
}

type Shown = { overview: EntitlementsOverview };

function PlanCard({ overview }: Shown) {
  const { entitlements, grant, plans, stripe, organization } = overview;
  const { badge, text } = sourceWords(overview);
  const nameOf = (id: string) => plans.find((plan) => plan.id === id)?.name ?? id;
  const common = { organizationId: organization.id, name: organization.name };
  return (
    <Card>
      <CardBody className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div className="grid min-w-0 gap-1">
          <h3 className="flex flex-wrap items-center gap-2.5 font-semibold text-lg">
            {entitlements.planName}
            <Badge tone={entitlements.readOnly ? 'danger' : 'outline'}>{badge}</Badge>
          </h3>
          <p className="break-words text-muted-foreground text-sm">{text}</p>
          {grant && overview.source !== 'grant' ? (
            <p className="break-words text-muted-foreground text-sm">
              {nameOf(grant.planId)} was given besides,{' '}
              {untilWords(grant.endsAt, grant.isRunning).toLowerCase()}: {byWords(grant)}.
            </p>
          ) : null}
          {entitlements.enforced ? null : (
            <p className="text-sm text-warning">Limits are not enforced at the moment, by a flag.</p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {grant?.isRunning ? <EndGrantDialog {...common} planName={nameOf(grant.planId)} /> : null}
          <GrantDialog
            {...common}
            plans={plans.filter(({ id }) => id !== 'free').map(({ id, name }) => ({ id, name }))}
            present={grant?.isRunning ? grant.planId : null}
          />
        </div>
      </CardBody>
      <CardFooter>
        {stripe.customerId ? (
          <>
            <span className="min-w-0 break-words">
              {stripe.isAvailable
                ? syncedWords(overview)
                : 'Stripe does not answer at the moment. What stands here is what it said last; a sync is tried again as soon as you ask.'}
            </span>
            <SyncDialog {...common} planNames={Object.fromEntries(plans.map(({ id, name }) => [id, name]))} />
          </>
        ) : (
          <span>No customer at Stripe: nobody here has ever begun to pay.</span>
        )}
      </CardFooter>
      {stripe.customerId && !stripe.isAvailable ? (
        <div className="px-5 pb-5">
          <Alert tone="warning" title="Stripe is left alone for a while">
            Three calls in a row failed, so nothing is asked of it for 30 seconds.
          </Alert>
        </div>
      ) : null}
    </Card>
  );
}

function syncedWords({ stripe, subscriptions }: EntitlementsOverview): string {
  const [newest] = subscriptions;
  const when = newest ? `, as of ${newest.syncedAt.slice(0, 16).replace('T', ' ')} UTC` : '';
  return `Customer ${stripe.customerId} at Stripe${when}.`;
}

function Overrides({ overview }: Shown) {
  const { overrides, organization, entitlements } = overview;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold text-sm">Of its own</h3>
        <OverrideDialog
          organizationId={organization.id}
          name={organization.name}
          given={entitlements.features}
        />
      </div>
      {overrides.length === 0 ? (
        <p className="text-muted-foreground text-sm">Everything is as the plan says.</p>
      ) : (
        <Table scrollLabel="Overrides">
          <TableHeader>
            <TableRow>
              <TableHead>What</TableHead>
              <TableHead>Instead of the plan’s</TableHead>
              <TableHead>Until</TableHead>
              <TableHead>Why</TableHead>
              <TableHead>
                <span className="sr-only">Actions</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {overrides.map((override) => {
              const { name, value } = overrideWords(override);
              return (
                <TableRow key={`${override.kind} ${override.subject}`}>
                  <TableCell className="font-medium">{name}</TableCell>
                  <TableCell className="tabular">{value}</TableCell>
                  <TableCell className="whitespace-nowrap text-muted-foreground">
                    {untilWords(override.expiresAt, override.isRunning)}
                  </TableCell>
                  <TableCell className="min-w-48 text-muted-foreground">{byWords(override)}</TableCell>
                  <TableCell align="end">
                    <EndOverrideDialog organizationId={organization.id} override={override} />
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </div>
  );
}
