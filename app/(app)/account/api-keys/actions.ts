'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import {
  type ApiKey,
  type ApiKeyInput,
  type ApiKeyPatch,
  type CreatedKey,
  createApiKey,
  type RotatedKey,
  type Rotation,
  renameApiKey,
  revokeApiKey,
  rotateApiKey,
} from '@/lib/auth/api-keys';
import { requirePrincipal, runAction } from '@/lib/auth/server';
import type { ActionResult } from '@/lib/http';

// Arguments of an action come from the network like any other input: ids and keys are checked here, the rest in lib/.
const idSchema = z.uuid();

/** Makes an API key; a repeat with the same idempotency key tells no secret. Errors as of `createApiKey`. */
export async function createKeyAction(
  input: ApiKeyInput,
  idempotencyKey: string,
): Promise<ActionResult<CreatedKey>> {
  return asPrincipal((principal) => createApiKey(principal, input, idSchema.parse(idempotencyKey)));
}

/** Gives an API key another name. Errors as of `renameApiKey`. */
export async function renameKeyAction(id: string, patch: ApiKeyPatch): Promise<ActionResult<ApiKey>> {
  return asPrincipal((principal) => renameApiKey(principal, idSchema.parse(id), patch));
}

/** Replaces an API key; a repeat with the same idempotency key tells no secret. Errors as of `rotateApiKey`. */
export async function rotateKeyAction(
  id: string,
  rotation: Rotation,
  idempotencyKey: string,
): Promise<ActionResult<RotatedKey>> {
  return asPrincipal((principal) =>
    rotateApiKey(principal, idSchema.parse(id), rotation, idSchema.parse(idempotencyKey)),
  );
}

/** Ends an API key. Errors as of `revokeApiKey`. */
export async function revokeKeyAction(id: string): Promise<ActionResult<void>> {
  return asPrincipal((principal) => revokeApiKey(principal, idSchema.parse(id)));
}

// The answer brings the page anew, also after a refusal: it tells that the browser's picture was out of date.
async function asPrincipal<T>(work: (principal: Principal) => Promise<T>): Promise<ActionResult<T>> {
  const result = await runAction(async () => work(await requirePrincipal()));
  revalidatePath('/account/api-keys');
  return result;
}
