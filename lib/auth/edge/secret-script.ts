import { SNAPSHOT_LUA } from '@/lib/entitlements/edge';
import { WINDOW_LUA } from '@/lib/rate-limits/edge';
import { edgeKeys } from '../edge-keys';
import { LIMIT_AND_COUNT_LUA } from './session-script';

/**
 * What {@link checkSessionLua} is for sessions, for an API key or a token of the extension. A key acts for its organization and
 * is limited by itself per hour; the extension acts as its person does, for whom it counts per minute with everything else of
 * theirs. What they use of the quota of API calls is counted by the handler, which knows for whom they act.
 *
 * A secret that is not known here is passed on, for only the database knows all, but only so many from one address: those that
 * are right are given back by the handler.
 *
 * Keys: the secret; the same if it is known to be wrong; the catalogue's version; present and previous window of guesses of the
 * address; of this secret.
 * Arguments: now in milliseconds; feature (empty: none); limit, weight and milliseconds to keep of guesses (limit empty: none
 * counted); rate, limit without a snapshot, weight, milliseconds to keep of keys; the same of sessions; what the session windows'
 * keys begin with; number of the present window.
 *
 * Answers as that script, or `wrong-secret` and what is wrong with it, or `guessing` with what both windows count. The state `unseen` is of a secret that is
 * not known here.
 */
export const checkSecretLua = `${SNAPSHOT_LUA}${WINDOW_LUA}
local kept = redis.call('GET', KEYS[1])
local policy, state, limit, has = 'api_key', 'unseen', nil, 'unknown'
local current_key, previous_key = KEYS[6], KEYS[7]
local rate, weight, keep_ms, otherwise = ARGV[6], ARGV[8], ARGV[9], ARGV[7]
local calls_key, call_field = '', ''
if kept then
  local function of(name) return string.match(kept, '"' .. name .. '":"([%w_-]+)"') end
  local id, user, organization, kind = of('id'), of('userId'), of('organizationId'), of('kind')
  if redis.call('EXISTS', '${edgeKeys.revokedSession('')}' .. id) == 1 then return { 'revoked' } end
  local blocked = redis.call('GET', '${edgeKeys.blockedUser('')}' .. user)
  if blocked then return { 'blocked', blocked } end
  if kind == 'extension' then
    policy = 'session'
    organization = redis.call('GET', '${edgeKeys.acting('')}' .. user) or organization
    rate, otherwise, weight, keep_ms = ARGV[10], ARGV[11], ARGV[12], ARGV[13]
    current_key = ARGV[14] .. user .. ':' .. ARGV[15]
    previous_key = ARGV[14] .. user .. ':' .. string.format('%.0f', tonumber(ARGV[15]) - 1)
  end
  state, limit, has = snapshot_of(organization, KEYS[3], rate, ARGV[2], ARGV[1])
else
  local wrong = redis.call('GET', KEYS[2])
  if wrong then return { 'wrong-secret', wrong } end
  if ARGV[3] ~= '' then
    local guesses, guesses_before = counted(KEYS[4], KEYS[5])
    if not fits(guesses, guesses_before, ARGV[3], ARGV[4]) then
      return { 'guessing', tostring(guesses), tostring(guesses_before) }
    end
    count(KEYS[4], guesses, ARGV[5])
  end
end
limit = limit or otherwise
${LIMIT_AND_COUNT_LUA}`;
