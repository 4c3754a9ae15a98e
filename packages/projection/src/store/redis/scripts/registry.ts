import { Script } from '@jejak/eventstore/redis'

/**
 * Registers a generation that nobody sees yet. Its number is above all before it,
 * also above those a server forgot: a time in milliseconds is.
 * KEYS: last, made, beat, dropped. ARGV: now, what made it. Answers the number.
 */
export const BEGIN = new Script(`
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
local number = string.format('%.0f', math.max(last + 1, tonumber(ARGV[1])))
redis.call('SET', KEYS[1], number)
redis.call('HSET', KEYS[2], number, ARGV[2])
redis.call('HSET', KEYS[3], number, ARGV[1])
redis.call('SADD', KEYS[4], number)
return number`)

/** KEYS: made, beat. ARGV: number, now. */
export const BEAT = new Script(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then redis.call('HSET', KEYS[2], ARGV[1], ARGV[2]) end
return 1`)

/** Makes a generation live. KEYS: made, dropped, live, retired. ARGV: number, since when. */
export const PUBLISH = new Script(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 or redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then return false end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('SREM', KEYS[4], ARGV[1])
return 1`)

/** Takes a generation out of sight. KEYS: made, dropped. ARGV: number. */
export const HIDE = new Script(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then redis.call('SADD', KEYS[2], ARGV[1]) end
return 1`)

/**
 * Notes the last event a generation is told of, unless it was told of a later one.
 * KEYS: made, reached. ARGV: number, position, hash.
 */
export const REACH = new Script(`
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return false end
local present = string.match(redis.call('HGET', KEYS[2], ARGV[1]) or '', '^%S+')
if not present or tonumber(present) < tonumber(ARGV[2]) then redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. ARGV[3]) end
return 1`)

/** Takes all generations out of sight and notes another log. KEYS: made, dropped, log. ARGV: the log, empty for none. Answers how many there were in sight. */
export const RENEW = new Script(`
local hidden = 0
for _, number in ipairs(redis.call('HKEYS', KEYS[1])) do hidden = hidden + redis.call('SADD', KEYS[2], number) end
if ARGV[1] == '' then redis.call('DEL', KEYS[3]) else redis.call('SET', KEYS[3], ARGV[1]) end
return hidden`)

/** All that is registered. KEYS: made, beat, live, reached, retired, dropped. */
export const LIST = new Script(`
return {
  redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3]),
  redis.call('HGETALL', KEYS[4]), redis.call('SMEMBERS', KEYS[5]), redis.call('SMEMBERS', KEYS[6])
}`)
