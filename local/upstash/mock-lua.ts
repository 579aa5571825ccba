/**
 * Lua around a client's script that makes the mock behave like Redis: replies become Lua tables from 1 with `false` for
 * nil, arguments become strings, and the result leaves as JSON, since the mock's own conversion loses nils and the
 * order of arrays.
 */
export function wrapScript(script: string): string {
  return `${PROLOGUE}\nlocal __result = (function()\n${script}\nend)()\nreturn __encode(__result)`;
}

/** The reply that a wrapped script's JSON stands for. */
export function unwrapResult(encoded: unknown): unknown {
  const result: unknown = JSON.parse(String(encoded));
  if (typeof result === 'object' && result !== null && 'err' in result) throw new Error(String(result.err));
  return result;
}

// This Lua's integers have 32 bits, hence `%.0f` for whole numbers. The outer array of a reply comes from the mock already shifted to begin at 1, inner ones begin at 0.
const PROLOGUE = String.raw`
local __call, __pcall = redis.call, redis.pcall
local function __native(value, first)
  if type(value) ~= 'userdata' then return value end
  if tostring(value) == 'null' or tostring(value) == 'undefined' then return false end
  local list = {}
  for i = 1, #value do
    local element = value[i - 1 + first]
    if element == nil then element = false end
    list[i] = __native(element, 0)
  end
  return list
end
local function __arguments(...)
  local list = { ... }
  for i = 1, #list do
    if type(list[i]) == 'number' then
      list[i] = string.format(list[i] == math.floor(list[i]) and '%.0f' or '%.17g', list[i])
    end
  end
  return table.unpack(list)
end
redis.call = function(...) return __native(__call(__arguments(...)), 1) end
redis.pcall = function(...) return __native(__pcall(__arguments(...)), 1) end
redis.status_reply = function(text) return { ok = text } end
redis.error_reply = function(text) return { err = text } end
local function __string(value)
  local escapes = { ['"'] = '\\"', ['\\'] = '\\\\', ['\n'] = '\\n', ['\r'] = '\\r', ['\t'] = '\\t' }
  return '"' .. value:gsub('[%c"\\]', function(c)
    return escapes[c] or string.format('\\u%04x', c:byte())
  end) .. '"'
end
function __encode(value)
  local kind = type(value)
  if kind == 'number' then
    local whole = value >= 0 and math.floor(value) or math.ceil(value)
    return string.format('%.0f', whole)
  end
  if kind == 'string' then return __string(value) end
  if kind == 'boolean' then return value and '1' or 'null' end
  if kind ~= 'table' then return 'null' end
  if value.ok then return __string(value.ok) end
  if value.err then return '{"err":' .. __string(value.err) .. '}' end
  local parts = {}
  for i = 1, #value do parts[i] = __encode(value[i]) end
  return '[' .. table.concat(parts, ',') .. ']'
end
`;
