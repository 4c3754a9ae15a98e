import { Script } from '@jejak/eventstore/redis'

/** Answers of COMMIT besides 1, for a document that is committed. */
export const MOVED = 0
export const TAKEN_OVER = -1

/**
 * One document with all that follows from it: nothing of it, or everything.
 *
 * KEYS: slot, head, open, mark, careers, parked, kept, then what changes name.
 * ARGV: career; revision and catalogue position as read (empty for no document);
 * revision (-1: no document is kept); catalogue position; epoch (empty for none);
 * greatest revision seen; stream; where it is parked (empty: it is not); the
 * document's catalogue position from now on; then changes of four each: command (of Redis,
 * ADD or, for sums, SUM for a vector of whole numbers with commas, ROW for a row of a
 * table), number of the key, field, value.
 */
export const COMMIT = new Script(`
local career, revision, catalogue = ARGV[1], ARGV[3], ARGV[4]
-- Names of sums and tables are kept when they get something: a key without its begin, which all share.
local function keep(key)
  redis.call('SADD', KEYS[7], string.sub(key, #KEYS[1] - 3))
end
local function add(key, field, amounts)
  local sum, some = {}, false
  for n in string.gmatch(redis.call('HGET', key, field) or '', '[^,]+') do sum[#sum + 1] = tonumber(n) end
  local i = 0
  for n in string.gmatch(amounts, '[^,]+') do
    i = i + 1
    sum[i] = (sum[i] or 0) + tonumber(n)
  end
  for j, n in ipairs(sum) do
    some = some or n ~= 0
    sum[j] = string.format('%.0f', n)
  end
  -- What comes to nothing is not kept.
  if some then return redis.call('HSET', key, field, table.concat(sum, ',')) end
  redis.call('HDEL', key, field)
  return 0
end
-- 1. Only on what was read: the partition's epoch and catalogue position, and the document as it was.
local at = redis.call('HGET', KEYS[1], 'catalogue')
if not at then return false end
if ARGV[5] ~= '' and (redis.call('HGET', KEYS[1], 'epoch') or '0') ~= ARGV[5] then return -1 end
if tonumber(at) > tonumber(catalogue) then return 0 end
if (redis.call('HGET', KEYS[2], career) or '') ~= ARGV[2] then return 0 end
-- 2. The document.
if revision ~= '-1' then
  redis.call('HSET', KEYS[2], career, revision .. ' ' .. ARGV[9])
  if ARGV[2] == '' then redis.call('ZADD', KEYS[5], 0, career) end
end
-- 3. Its texts, sums, rows and names.
for i = 10, #ARGV, 4 do
  local command, key, field, value = ARGV[i], KEYS[tonumber(ARGV[i + 1])], ARGV[i + 2], ARGV[i + 3]
  if command == 'ADD' then add(key, field, value)
  elseif command == 'SUM' then if add(key, field, value) == 1 then keep(key) end
  elseif command == 'ROW' then if redis.call('HSET', key, field, value) == 1 then keep(key) end
  elseif command == 'HSET' then redis.call(command, key, field, value)
  elseif command == 'ZADD' then redis.call(command, key, 0, field)
  else redis.call(command, key, field) end
end
-- 4. Whether the stream is parked, and the mark, if it is reached.
if ARGV[8] == '' then redis.call('HDEL', KEYS[6], ARGV[7]) else redis.call('HSET', KEYS[6], ARGV[7], ARGV[8]) end
local mark = redis.call('HGET', KEYS[4], career)
if mark then
  local r, c = string.match(mark, '^(%S+) (%S+)$')
  if tonumber(r) <= tonumber(ARGV[6]) and tonumber(c) <= tonumber(ARGV[9]) then
    redis.call('HDEL', KEYS[4], career)
    redis.call('ZREM', KEYS[3], career)
  end
end
return 1`)
