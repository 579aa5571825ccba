import { noSuch } from '../api/errors';
import type { ObjectType, StoredObjects } from './objects';
import type { Store } from './store';

/**
 * The live object of that id.
 * @param param the parameter that named it; the path's `id` answers 404, any other 400
 * @throws StripeError `resource_missing` when there is none or it was deleted
 */
export function find<T extends ObjectType>(
  store: Store,
  type: T,
  id: string,
  param = 'id',
): StoredObjects[T] {
  const object = store.get(type, id);
  if (object === undefined || store.isDeleted(type, id)) throw noSuch(type, id, param);
  return object;
}
