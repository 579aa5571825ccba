/**
 * Lua that counts in sliding windows within Redis, as `sliding-window.ts` reckons them. It defines
 * - `counted(current_key, previous_key)`: what both windows count;
 * - `fits(current, previous, limit, weight)`: whether one more passes;
 * - `count(current_key, current, keep_ms)`: counts one more.
 */
export const WINDOW_LUA = `
local function counted(current_key, previous_key)
  local counts = redis.call('MGET', current_key, previous_key)
  return tonumber(counts[1] or '0'), tonumber(counts[2] or '0')
end
local function fits(current, previous, limit, weight)
  return math.floor(previous * tonumber(weight)) + current < tonumber(limit)
end
local function count(current_key, current, keep_ms)
  redis.call('INCR', current_key)
  if current == 0 then redis.call('PEXPIRE', current_key, keep_ms) end
end
`;
