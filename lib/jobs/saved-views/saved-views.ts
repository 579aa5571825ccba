import { asTenant, type TenantContext, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import {
  SAVED_VIEWS_MAX,
  type SavedView,
  type ViewInput,
  type ViewPatch,
  viewInputSchema,
  viewPatchSchema,
} from './view-schema';

/** The views that this person keeps in this organization, by name. Nobody else sees them. */
export function listViews(tenant: TenantContext): Promise<SavedView[]> {
  return asTenant(tenant, (tx) => viewsIn(tx, tenant));
}

/**
 * Keeps a view; every member may, viewers too. One person's views are written one after the other, so that neither their number
 * nor their names nor the one that is the way in can be passed by two windows at once.
 * @throws ProblemError 409 `conflict` for a name that is taken and for one view too many, 404 for who is no member; ZodError for
 * wrong input
 */
export async function saveView(tenant: TenantContext, input: ViewInput): Promise<SavedView> {
  const { name, query, isDefault } = viewInputSchema.parse(input);
  return asTenant(tenant, async (tx) => {
    await lockViews(tx, tenant);
    const views = await viewsIn(tx, tenant);
    refuseTakenName(views, name);
    if (views.length >= SAVED_VIEWS_MAX)
      throw problems.conflict(`You keep ${SAVED_VIEWS_MAX} views, which is as many as there can be.`);
    if (isDefault) await clearDefault(tx, tenant);
    return tx.savedView.create({
      data: { organizationId: tenant.organizationId, userId: tenant.userId, name, query, isDefault },
      select: shown,
    });
  });
}

/**
 * Changes the named parts of a view; where it becomes the way in, no other is any longer.
 * @throws ProblemError 404 when it is not there or somebody else's, 409 `conflict` for a name that is taken; ZodError for wrong input
 */
export async function changeView(tenant: TenantContext, id: string, patch: ViewPatch): Promise<SavedView> {
  const change = viewPatchSchema.parse(patch);
  return asTenant(tenant, async (tx) => {
    await lockViews(tx, tenant);
    if (change.name !== undefined)
      refuseTakenName(
        (await viewsIn(tx, tenant)).filter((view) => view.id !== id),
        change.name,
      );
    if (change.isDefault) await clearDefault(tx, tenant);
    const [view] = await tx.savedView.updateManyAndReturn({
      where: { ...own(tenant), id },
      data: change,
      select: shown,
    });
    if (!view) throw problems.notFound();
    return view;
  });
}

/** Forgets a view. @throws ProblemError 404 when it is not there or somebody else's */
export function deleteView(tenant: TenantContext, id: string): Promise<void> {
  return asTenant(tenant, async (tx) => {
    const { count } = await tx.savedView.deleteMany({ where: { ...own(tenant), id } });
    if (count === 0) throw problems.notFound();
  });
}

const shown = { id: true, name: true, query: true, isDefault: true } as const;

function own({ organizationId, userId }: TenantContext) {
  return { organizationId, userId };
}

function viewsIn(tx: Transaction, tenant: TenantContext): Promise<SavedView[]> {
  return tx.savedView.findMany({ where: own(tenant), orderBy: { name: 'asc' }, select: shown });
}

function refuseTakenName(others: readonly SavedView[], name: string): void {
  if (others.some((view) => view.name === name))
    throw problems.conflict('You keep a view of this name already.');
}

async function clearDefault(tx: Transaction, tenant: TenantContext): Promise<void> {
  await tx.savedView.updateMany({ where: { ...own(tenant), isDefault: true }, data: { isDefault: false } });
}

async function lockViews(tx: Transaction, { organizationId, userId }: TenantContext): Promise<void> {
  await tx.$queryRaw`
    select pg_advisory_xact_lock(hashtextextended(${`saved_views:${organizationId}:${userId}`}, 0))::text`;
  const [member] = await tx.$queryRaw<{ is: boolean }[]>`select app.is_current_member() as is`;
  if (!member?.is) throw problems.notFound();
}
