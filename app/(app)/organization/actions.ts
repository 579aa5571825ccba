'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import type { FormState } from '@/lib/auth/form-state';
import { requireIdentity, requirePrincipal, runAction, submitForm } from '@/lib/auth/server';
import type { ActionResult } from '@/lib/http';
import {
  changeRole,
  createOrganization,
  inviteMember,
  leaveOrganization,
  removeMember,
  resendInvitation,
  revokeInvitation,
  switchOrganization,
  transferOwnership,
  updateOrganization,
} from '@/lib/organizations';
import { roles } from '@/lib/organizations/permissions';
import type { Invitation, InvitationInput, Member } from '@/lib/organizations/schema';

// Each takes the organization that its page showed and not the one that is acted for: that may have been switched in
// another tab meanwhile. Arguments come from the network like any other input.
const idSchema = z.uuid();

/**
 * Acts for another organization from now on; also for who cannot act in the present one before a second factor is set up.
 * Errors as of `switchOrganization`.
 */
export async function switchOrganizationAction(id: string): Promise<ActionResult<void>> {
  return changing(
    async (principal) => {
      await switchOrganization(principal, idSchema.parse(id));
    },
    async () => (await requireIdentity()).principal,
  );
}

/** Invites an address; a repeat with the same key and input gives the first invitation again. Errors as of `inviteMember`. */
export async function inviteAction(
  id: string,
  input: InvitationInput,
  idempotencyKey: string,
): Promise<ActionResult<Invitation>> {
  return changing((principal) =>
    inviteMember(principal, idSchema.parse(id), input, idSchema.parse(idempotencyKey)),
  );
}

/** Has an invitation mailed again. Errors as of `resendInvitation`. */
export async function resendAction(id: string, invitationId: string): Promise<ActionResult<Invitation>> {
  return changing((principal) =>
    resendInvitation(principal, idSchema.parse(id), idSchema.parse(invitationId)),
  );
}

/** Withdraws an invitation. Errors as of `revokeInvitation`. */
export async function revokeAction(id: string, invitationId: string): Promise<ActionResult<void>> {
  return changing((principal) =>
    revokeInvitation(principal, idSchema.parse(id), idSchema.parse(invitationId)),
  );
}

/** Gives a member another role. Errors as of `changeRole`. */
export async function changeRoleAction(
  id: string,
  userId: string,
  role: Member['role'],
): Promise<ActionResult<Member>> {
  return changing((principal) =>
    changeRole(principal, idSchema.parse(id), idSchema.parse(userId), z.enum(roles).parse(role)),
  );
}

/** Removes a member. Errors as of `removeMember`. */
export async function removeMemberAction(id: string, userId: string): Promise<ActionResult<void>> {
  return changing((principal) => removeMember(principal, idSchema.parse(id), idSchema.parse(userId)));
}

/** Leaves an organization. Errors as of `leaveOrganization`. */
export async function leaveAction(id: string): Promise<ActionResult<void>> {
  return changing((principal) => leaveOrganization(principal, idSchema.parse(id)));
}

/** Passes the ownership on. Errors as of `transferOwnership`. */
export async function transferAction(id: string, userId: string): Promise<ActionResult<void>> {
  return changing((principal) => transferOwnership(principal, idSchema.parse(id), idSchema.parse(userId)));
}

/** Makes a team, and leads to it. */
export async function createOrganizationAction(
  _before: FormState<'saved'>,
  form: FormData,
): Promise<FormState<'saved'>> {
  return submitForm<'saved'>(form, ['name'], async ({ name = '' }) => {
    await createOrganization(await requirePrincipal(), { name });
    revalidatePath('/', 'layout');
    redirect('/organization');
  });
}

/** Renames an organization. */
export async function renameOrganizationAction(
  _before: FormState<'saved'>,
  form: FormData,
): Promise<FormState<'saved'>> {
  return submitForm(form, { keep: ['name'], whileActing: 'change' }, async ({ id, name = '' }) => {
    await updateOrganization(await requirePrincipal(), idSchema.parse(id), { name });
    revalidatePath('/', 'layout');
    return 'saved' as const;
  });
}

/** Turns on or off that members need a second factor. */
export async function requireSecondFactorAction(
  _before: FormState<'saved'>,
  form: FormData,
): Promise<FormState<'saved'>> {
  return submitForm(form, [], async ({ id, required }) => {
    await updateOrganization(await requirePrincipal(), idSchema.parse(id), {
      requiresSecondFactor: required === 'true',
    });
    revalidatePath('/', 'layout');
    return 'saved' as const;
  });
}

// What who belongs to an organization and for which one is acted is told on every page. Also after a refusal, which says
// that the browser's picture was out of date.
async function changing<T>(
  work: (principal: Principal) => Promise<T>,
  asker: () => Promise<Principal> = requirePrincipal,
): Promise<ActionResult<T>> {
  const result = await runAction(async () => work(await asker()));
  revalidatePath('/', 'layout');
  return result;
}
