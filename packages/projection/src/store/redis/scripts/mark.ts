import { Script } from '@jejak/eventstore/redis'

/** Answers of MARK besides 1, for a slot that was moved. */
export const PASSED = 0
/** The slot stands before the page: it lost what it had, and the caller must begin there. */
export const BEHIND = -1

/** Of a script: moves a slot; who comes too late writes nothing. */
const MOVE_SLOT = `
local function moveSlot(slot, after, upTo, catalogue)
  local at = redis.call('HMGET', slot, 'checkpoint', 'catalogue')
  if not at[1] then return nil end
  local checkpoint = tonumber(at[1])
  if checkpoint < tonumber(after) then return ${BEHIND} end
  if checkpoint >= tonumber(upTo) then return ${PASSED} end
  redis.call('HSET', slot, 'checkpoint', upTo)
  if tonumber(catalogue) > tonumber(at[2]) then redis.call('HSET', slot, 'catalogue', catalogue) end
  return 1
end
local function answerOf(moved, open)
  return { tostring(moved), redis.call('ZRANGE', open, 0, 0, 'WITHSCORES')[2] or '' }
end`

/**
 * Moves slots past a page that holds nothing for their partitions.
 * KEYS: for each slot and open. ARGV: begin and end of the page. Answers as MARK, of each.
 */
export const PASS = new Script(`${MOVE_SLOT}
local found = {}
for i = 1, #KEYS, 2 do
  local moved = moveSlot(KEYS[i], ARGV[1], ARGV[2], '0')
  if not moved then return false end
  found[#found + 1] = answerOf(moved, KEYS[i + 1])
end
return found`)

/**
 * Marks a page of the log in one partition and moves its checkpoint. A slot that
 * another process moved to a place within the page is marked again: a mark twice
 * is a mark.
 *
 * KEYS: slot, head, open, mark, naming.
 * ARGV: begin and end of the page; catalogue position (0 for none); count of
 * careers; careers of four each: career, revision, catalogue position, first
 * position; then names of three each: name, last position, first position.
 * Answers what became of the slot and the first open position (empty for none).
 */
export const MARK = new Script(`${MOVE_SLOT}
-- 1. The slot.
local moved = moveSlot(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
if not moved then return false end
if moved ~= 1 then return answerOf(moved, KEYS[3]) end

local function pair(text)
  local r, c = string.match(text, '^(%S+) (%S+)$')
  return r, c
end
local function greater(a, b)
  if tonumber(a) > tonumber(b) then return a else return b end
end
local function put(career, revision, catalogue, first)
  local present = redis.call('HGET', KEYS[4], career)
  if present then
    local r, c = pair(present)
    revision, catalogue = greater(revision, r), greater(catalogue, c)
  end
  redis.call('HSET', KEYS[4], career, revision .. ' ' .. catalogue)
  redis.call('ZADD', KEYS[3], 'LT', first, career)
end

-- 2. Careers with new events, if their document is behind.
local names = 5 + 4 * tonumber(ARGV[4])
for i = 5, names - 1, 4 do
  local head = redis.call('HGET', KEYS[2], ARGV[i])
  local behind = true
  if head then
    local r, c = pair(head)
    behind = tonumber(ARGV[i + 1]) > tonumber(r) or tonumber(ARGV[i + 2]) > tonumber(c)
  end
  if behind then put(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]) end
end
-- 3. Careers that hold a name whose meaning changed.
for i = names, #ARGV, 3 do
  local name, last, first = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  for _, member in ipairs(redis.call('ZRANGEBYLEX', KEYS[5], '[' .. name .. '\\n', '(' .. name .. '\\v')) do
    -- A name with a line feed in it may begin like this one.
    if #member == #name + 33 then
      local career = string.sub(member, -32)
      local head = redis.call('HGET', KEYS[2], career)
      if head then
        local _, c = pair(head)
        if tonumber(c) < tonumber(last) then put(career, '-1', last, first) end
      end
    end
  end
end
return answerOf(1, KEYS[3])`)
