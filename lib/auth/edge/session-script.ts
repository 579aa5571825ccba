import { SNAPSHOT_LUA } from '@/lib/entitlements/edge';
import { WINDOW_LUA } from '@/lib/rate-limits/edge';

/**
 * Lua at the end of both scripts: limits, counts and answers. It expects `policy`, `state`, `has`, `limit`, `current_key`,
 * `previous_key` (nil: not limited), `weight`, `keep_ms`, `calls_key` and `call_field` (empty: no call of the API).
 */
export const LIMIT_AND_COUNT_LUA = `
local passed, current, previous = 1, 0, 0
if current_key then
  current, previous = counted(current_key, previous_key)
  if fits(current, previous, limit, weight) then
    count(current_key, current, keep_ms)
    current = current + 1
  else
    passed = 0
  end
end
-- What is refused is no call that anybody pays for.
if call_field ~= '' and passed == 1 and has ~= 'no' then redis.call('HINCRBY', calls_key, call_field, 1) end
return { 'known', policy, state, has, tostring(passed), tostring(limit), tostring(current), tostring(previous) }
`;

/**
 * All that the edge asks Redis about a session's request, in one script and hence one round trip, because the limit
 * depends on the organization, and what is counted on the limit.
 *
 * Keys: the session if it is revoked, the user if blocked, the organization that the user acts for, the catalogue's version, the
 * hash of API calls, the present and the previous window. The organization's snapshot is a key that only the script knows;
 * Upstash locks the whole database for a script without the flag that says otherwise.
 * Arguments: now in milliseconds, name of the rate, whether it is limited (1 or 0), feature that the route needs (empty: none),
 * weight of the previous window, milliseconds to keep a window, limit without a snapshot, field of the API call (empty: none).
 *
 * Answers a list of texts: `blocked` and how; or `revoked`; or `known`, the policy, the state of the snapshot (`unknown` without
 * an organization), whether it has the feature, 1 if the request passed, the limit, and what both windows count.
 */
export const checkSessionLua = `${SNAPSHOT_LUA}${WINDOW_LUA}
local told = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])
-- Of a suspended user, whose sessions are over as well, the suspension is what is told.
if told[2] then return { 'blocked', told[2] } end
if told[1] then return { 'revoked' } end
local policy, state, limit, has = 'session', 'unknown', nil, 'unknown'
if told[3] then state, limit, has = snapshot_of(told[3], KEYS[4], ARGV[2], ARGV[4], ARGV[1]) end
limit = limit or ARGV[7]
local current_key, previous_key
if ARGV[3] == '1' then current_key, previous_key = KEYS[6], KEYS[7] end
local weight, keep_ms, calls_key, call_field = ARGV[5], ARGV[6], KEYS[5], ARGV[8]
${LIMIT_AND_COUNT_LUA}`;
