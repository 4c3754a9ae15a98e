import { Script } from '@jejak/eventstore/redis'

/** Raises the catalogue position of a partition. KEYS: slot. ARGV: position. */
export const RAISE = new Script(`
local at = redis.call('HGET', KEYS[1], 'catalogue')
if not at then return false end
if tonumber(ARGV[1]) > tonumber(at) then redis.call('HSET', KEYS[1], 'catalogue', ARGV[1]) end
return 1`)

/** Notes the digest of a part. KEYS: slot. ARGV: digest. */
export const VERIFIED = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
redis.call('HSET', KEYS[1], 'digest', ARGV[1])
return 1`)

/** Takes a partition over: answers its new epoch. KEYS: slot. */
export const CLAIM = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
return redis.call('HINCRBY', KEYS[1], 'epoch', 1)`)

/** Parks streams of reference facts. KEYS: slot, parked. ARGV: stream and where it is parked, of each. */
export const PARK = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
redis.call('HSET', KEYS[2], unpack(ARGV))
return 1`)

/**
 * One command on a key of a partition that is being built; once it is there whole,
 * nothing more. KEYS: slot, key. ARGV: command, its arguments (not more than 7000).
 */
export const PUT = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
if redis.call('HEXISTS', KEYS[1], 'built') == 1 then return 0 end
redis.call(ARGV[1], KEYS[2], unpack(ARGV, 2))
return 1`)

/**
 * Reference facts, each once, and up to where they are known from then on.
 * KEYS: slot, references, order, agencies. ARGV: catalogue position; then facts of
 * three each: position, agency, entry.
 */
export const REMEMBER = new Script(`
local known = redis.call('HMGET', KEYS[1], 'checkpoint', 'known')
if not known[1] then return false end
for i = 2, #ARGV, 3 do
  if redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[i + 1] .. ' ' .. ARGV[i + 2]) == 1 then
    redis.call('ZADD', KEYS[3], ARGV[i], ARGV[i])
    redis.call('SADD', KEYS[4], ARGV[i + 1])
  end
end
if tonumber(ARGV[1]) > tonumber(known[2] or '0') then redis.call('HSET', KEYS[1], 'known', ARGV[1]) end
return 1`)
