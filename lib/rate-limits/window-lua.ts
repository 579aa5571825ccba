/**
 * Lua that counts a request in a sliding window within Redis, as `sliding-window.ts` reckons it. It defines
 * `take(current_key, previous_key, limit, weight, keep_ms)`, which answers 1 when it passed or 0, and what both windows
 * count afterwards. A request that does not pass is not counted.
 */
export const WINDOW_LUA = `
local function take(current_key, previous_key, limit, weight, keep_ms)
  local counts = redis.call('MGET', current_key, previous_key)
  local current, previous = tonumber(counts[1] or '0'), tonumber(counts[2] or '0')
  if math.floor(previous * tonumber(weight)) + current >= limit then return 0, current, previous end
  redis.call('INCR', current_key)
  if current == 0 then redis.call('PEXPIRE', current_key, keep_ms) end
  return 1, current + 1, previous
end
`;
