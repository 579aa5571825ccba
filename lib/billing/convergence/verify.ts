import { localState } from './local-state';
import { expectedAccess, expectedRows, type Rows } from './oracle';
import { isLiveAtStripe, type Payers, type Truth } from './truth';
import type { Organization } from './world';

/**
 * Compares what the database says of an organization with what the oracle makes of Stripe's state.
 * @returns each difference in words; none when both agree
 */
export async function differences(truth: Truth, organization: Organization): Promise<string[]> {
  const { organizationId } = organization.principal;
  const local = await localState(organization.principal);
  const theirs =
    truth.customers.find(({ metadata }) => metadata.organizationId === organizationId)?.id ?? null;
  const found: string[] = [];
  // Before it has bought anything, a customer whose id got lost may still be unclaimed: the next purchase finds it.
  const isUnused = theirs !== null && !truth.subscriptions.some(({ customer }) => customer === theirs);
  if (local.customer !== theirs && !(local.customer === null && isUnused))
    found.push(`customer: here ${local.customer}, at Stripe ${theirs}`);
  const wanted = local.customer === null ? new Map() : expectedRows(truth, local.customer);
  found.push(...rowDifferences(local.rows, wanted));
  // Grace is reckoned at the moment for which the database told its own answer.
  const access = expectedAccess(truth, { organizationId, customer: local.customer }, local.access.now);
  const { planId, readOnly } = local.entitlements;
  for (const [told, by] of [
    [local.access, 'the database'],
    [{ planId, readOnly }, 'the entitlements'],
  ] as const) {
    if (told.planId !== access.planId) found.push(`plan: ${by} ${told.planId}, due ${access.planId}`);
    if (told.readOnly !== access.readOnly)
      found.push(`read-only: ${by} ${told.readOnly}, due ${access.readOnly}`);
  }
  return found.map((difference) => `${organization.name} ${difference}`);
}

function rowDifferences(here: Rows, wanted: Rows): string[] {
  const places = new Set([...here.keys(), ...wanted.keys()]);
  return [...places]
    .filter((place) => here.get(place) !== wanted.get(place))
    .map((place) => `${place}: here ${here.get(place)}, due ${wanted.get(place)}`);
}

/** What must hold at every moment, whatever has been delivered: one customer and one live subscription at most. */
export function breachesOf(payers: Payers, organizations: readonly Organization[]): string[] {
  return organizations.flatMap(({ name, principal }) => {
    const customers = payers.customers.filter(
      ({ metadata }) => metadata.organizationId === principal.organizationId,
    );
    const ids = customers.map(({ id }) => id);
    const live = payers.subscriptions.filter((each) => ids.includes(each.customer) && isLiveAtStripe(each));
    return [
      ...(customers.length > 1 ? [`${name} has ${customers.length} customers`] : []),
      ...(live.length > 1 ? [`${name} has ${live.length} live subscriptions`] : []),
    ];
  });
}

/**
 * Trials that run although another one runs that was begun by the same card. All customers have been looked at by then.
 * Whoever has changed the card since is passed over: which one it was at the first look, only the code under test knows.
 */
export function trialsHadAgain(payers: Payers, organizations: readonly Organization[]): string[] {
  const running = organizations.filter(({ principal, hasChangedCard }) => {
    const { organizationId } = principal;
    const own = payers.customers.find(({ metadata }) => metadata.organizationId === organizationId)?.id;
    const trial = payers.subscriptions.some(
      ({ customer, status }) => customer === own && status === 'trialing',
    );
    return trial && !hasChangedCard;
  });
  return running
    .filter(({ card }, index) => running.slice(0, index).some((other) => other.card === card))
    .map(({ name }) => `${name} is in a trial that its card has had before`);
}
