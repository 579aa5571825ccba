import { SNAPSHOT_LUA } from '@/lib/entitlements/edge';
import { WINDOW_LUA } from '@/lib/rate-limits/edge';

/**
 * All that the edge asks Redis about a session's request, in one script and hence one round trip, because the limit
 * depends on the organization, and what is counted on the limit.
 *
 * Keys: the session if it is revoked, the user if blocked, the organization that the user acts for, the catalogue's version, the
 * hash of API calls, the present and the previous window. The organization's snapshot is a key that only the script knows;
 * Upstash locks the whole database for a script without the flag that says otherwise.
 * Arguments: now in milliseconds, name of the rate (empty: not limited), feature that the route needs (empty: none), weight of the
 * previous window, milliseconds to keep a window, limit without a snapshot, field of the API call (empty: it is none).
 *
 * Answers a list of texts: `revoked`; or `blocked` and how; or `known`, the state of the snapshot (`unknown` without an
 * organization), whether it has the feature, 1 if the request passed, the limit, and what both windows count.
 */
export const checkSessionLua = `${SNAPSHOT_LUA}${WINDOW_LUA}
local told = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])
if told[1] then return { 'revoked' } end
if told[2] then return { 'blocked', told[2] } end
local state, limit, has = 'unknown', nil, 'unknown'
local rate = ARGV[2] ~= '' and ARGV[2] or 'sessionRequestsPerMinute'
if told[3] then state, limit, has = snapshot_of(told[3], KEYS[4], rate, ARGV[3], ARGV[1]) end
limit = limit or tonumber(ARGV[6])
local passed, current, previous = 1, 0, 0
if ARGV[2] ~= '' then
  current, previous = counted(KEYS[6], KEYS[7])
  if fits(current, previous, limit, ARGV[4]) then
    count(KEYS[6], current, ARGV[5])
    current = current + 1
  else
    passed = 0
  end
end
-- What is refused is no call that anybody pays for.
if ARGV[7] ~= '' and passed == 1 and has ~= 'no' then redis.call('HINCRBY', KEYS[5], ARGV[7], 1) end
return { 'known', state, has, tostring(passed), tostring(limit), tostring(current), tostring(previous) }
`;
