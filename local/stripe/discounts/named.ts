import { equalTo } from '../api/list';
import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';

/** The active promotion code that a person typed, whatever its case. */
export function promotionCodeNamed(
  { store }: Context,
  typed: string,
): StoredObjects['promotion_code'] | undefined {
  const wanted = typed.trim().toLowerCase();
  const active = store.all('promotion_code', equalTo({ active: true }));
  return active.find(({ code }) => code.toLowerCase() === wanted);
}
