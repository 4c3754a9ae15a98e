import { Script } from '@jejak/eventstore/redis'

/** Answers of COMMIT. */
export const COMMITTED = 1
export const MOVED = 0

/**
 * One document with all that follows from it: nothing of it, or everything.
 *
 * KEYS: slot, head, open, mark, careers, then what changes name.
 * ARGV: career; revision and catalogue position as read (empty for no document);
 * revision; catalogue position; then changes of four each: command, number of the
 * key, field, value.
 */
export const COMMIT = new Script(`
local career, revision, catalogue = ARGV[1], ARGV[3], ARGV[4]
-- 1. Only on what was read: the partition's catalogue position and the document as it was.
local at = redis.call('HGET', KEYS[1], 'catalogue')
if not at then return false end
if tonumber(at) > tonumber(catalogue) then return 0 end
if (redis.call('HGET', KEYS[2], career) or '') ~= ARGV[2] then return 0 end
-- 2. The document.
redis.call('HSET', KEYS[2], career, revision .. ' ' .. catalogue)
if ARGV[2] == '' then redis.call('ZADD', KEYS[5], 0, career) end
-- 3. Its texts, sums, rows and names.
for i = 5, #ARGV, 4 do
  local command, key, field, value = ARGV[i], KEYS[tonumber(ARGV[i + 1])], ARGV[i + 2], ARGV[i + 3]
  if command == 'HINCRBY' then
    -- What comes to nothing is not kept.
    if redis.call(command, key, field, value) == 0 then redis.call('HDEL', key, field) end
  elseif command == 'HSET' then redis.call(command, key, field, value)
  elseif command == 'ZADD' then redis.call(command, key, 0, field)
  else redis.call(command, key, field) end
end
-- 4. The mark, if it is reached.
local mark = redis.call('HGET', KEYS[4], career)
if mark then
  local r, c = string.match(mark, '^(%S+) (%S+)$')
  if tonumber(r) <= tonumber(revision) and tonumber(c) <= tonumber(catalogue) then
    redis.call('HDEL', KEYS[4], career)
    redis.call('ZREM', KEYS[3], career)
  end
end
return 1`)
