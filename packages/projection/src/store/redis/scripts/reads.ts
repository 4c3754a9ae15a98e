import { Script } from '@jejak/eventstore/redis'

/**
 * One look at some partitions. KEYS: for each slot, open, parked, then hashes wanted whole.
 * ARGV: count of keys for each. Answers for each checkpoint, catalogue position,
 * count of marks, first open position (empty for none), count of parked streams, then the fields and values
 * of each hash as one JSON array: reading many texts one by one is dear.
 */
export const LOOK = new Script(`
local width, seen = tonumber(ARGV[1]), {}
for at = 1, #KEYS, width do
  local slot = redis.call('HMGET', KEYS[at], 'checkpoint', 'catalogue')
  if not slot[1] then return false end
  local first = redis.call('ZRANGE', KEYS[at + 1], 0, 0, 'WITHSCORES')
  local look = { slot[1], slot[2], tostring(redis.call('ZCARD', KEYS[at + 1])), first[2] or '', tostring(redis.call('HLEN', KEYS[at + 2])) }
  for i = 3, width - 1 do
    local fields = redis.call('HGETALL', KEYS[at + i])
    look[i + 3] = #fields == 0 and '[]' or cjson.encode(fields)
  end
  seen[#seen + 1] = look
end
return seen`)

/** Marks of a partition, the longest open first. KEYS: slot, open, mark. ARGV: how many. Answers career, first position, revision and catalogue position of each. */
export const MARKS = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local open = redis.call('ZRANGE', KEYS[2], 0, tonumber(ARGV[1]) - 1, 'WITHSCORES')
local found = {}
for i = 1, #open, 2 do
  found[#found + 1] = open[i]
  found[#found + 1] = open[i + 1]
  found[#found + 1] = redis.call('HGET', KEYS[3], open[i])
end
return found`)

/** What the part of a partition came to. KEYS: slot. Answers it, or an empty text while the part is not there whole, and its digest or an empty text. */
export const BUILT = new Script(`
local slot = redis.call('HMGET', KEYS[1], 'checkpoint', 'built', 'digest')
if not slot[1] then return false end
return { slot[2] or '', slot[3] or '' }`)

const DOCUMENTS = `
local found = {}
for _, career in ipairs(careers) do
  local head = redis.call('HGET', KEYS[2], career)
  if head then
    found[#found + 1] = career
    found[#found + 1] = head
    for i = 3, 5 do found[#found + 1] = redis.call('HGET', KEYS[i], career) or '[]' end
  end
end
return found`

/** Documents by career. KEYS: slot, head, snapshot, tail, measures. ARGV: careers. Answers career, head and the three texts of each. */
export const LOAD = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local careers = ARGV
${DOCUMENTS}`)

/** Documents of a page. KEYS: as LOAD, then careers. ARGV: begin of the page as Redis writes it, how many. */
export const PAGE = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local careers = redis.call('ZRANGEBYLEX', KEYS[6], ARGV[1], '+', 'LIMIT', 0, ARGV[2])
${DOCUMENTS}`)
