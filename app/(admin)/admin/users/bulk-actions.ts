'use server';

import { z } from 'zod';
import { runAdminAction } from '@/lib/admin/server';
import {
  type BulkAction,
  type BulkOrder,
  type BulkPreview,
  type BulkSelection,
  bulkActionSchema,
  bulkOrderSchema,
  bulkSelectionSchema,
  orderBulk,
  previewBulk,
  stopBulk,
} from '@/lib/admin/users/bulk';
import type { ActionResult } from '@/lib/http';

/** Whom something would concern, and who would be left out. Does nothing. Errors as of `previewBulk`. */
export async function previewBulkAction(
  action: BulkAction,
  selection: BulkSelection,
): Promise<ActionResult<BulkPreview>> {
  return runAdminAction((admin) =>
    previewBulk(admin, bulkActionSchema.parse(action), bulkSelectionSchema.parse(selection)),
  );
}

/** Orders it. A repeat with the same id is the same order. @returns the id. Errors as of `orderBulk`. */
export async function orderBulkAction(order: BulkOrder): Promise<ActionResult<string>> {
  return runAdminAction((admin) => orderBulk(admin, bulkOrderSchema.parse(order)));
}

/** Stops what was ordered. Errors as of `stopBulk`. */
export async function stopBulkAction(id: string): Promise<ActionResult<void>> {
  return runAdminAction((admin) => stopBulk(admin, z.uuid().parse(id)));
}
