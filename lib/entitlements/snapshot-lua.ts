import { snapshotKey, VERSION_WIDTH, VERSIONS_WIDTH } from './snapshot-layout';

/**
 * Lua that reads a snapshot within Redis, for the edge, which must not wait for a second round trip. It defines
 * `snapshot_of(organization, catalogue_version_key, rate, feature, now)`: `rate` names one of `rateLimits`, `feature` may be
 * '' and `now` is in milliseconds, as text. It answers
 * - `current`, `stale` or `lost`;
 * - the rate, also of a stale one, or nil;
 * - `yes` or `no` for the feature, of a current one alone; else `unknown`.
 *
 * It searches the JSON for its few words rather than parsing a kilobyte for each request. What an organization could name
 * itself is not in it, and quotes within text would be escaped.
 */
export const SNAPSHOT_LUA = `
local function snapshot_of(organization, catalogue_version_key, rate, feature, now)
  local found = redis.call('MGET', '${snapshotKey('')}' .. organization, catalogue_version_key)
  local kept, catalogue = found[1], found[2]
  if not kept then return 'lost', nil, 'unknown' end
  local limit = tonumber(string.match(kept, '"' .. rate .. '":(%d+)') or '')
  local valid_until = string.match(kept, '"validUntil":(%d+)')
  if not limit or not valid_until then return 'lost', nil, 'unknown' end
  local made_from = string.sub(kept, ${VERSION_WIDTH + 1}, ${VERSIONS_WIDTH})
  -- Texts of thirteen digits compare as numbers do.
  if not catalogue or made_from < catalogue or valid_until <= now then return 'stale', limit, 'unknown' end
  local has = 'unknown'
  if feature ~= '' then
    local features = string.match(kept, '"features":%[([^%]]*)%]') or ''
    local free_for_all = string.find(kept, '"enforced":false', 1, true)
    has = (free_for_all or string.find(features, '"' .. feature .. '"', 1, true)) and 'yes' or 'no'
  end
  return 'current', limit, has
end
`;
