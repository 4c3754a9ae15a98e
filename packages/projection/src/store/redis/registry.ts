/** How generations come and go. What each holds is in its partitions; here is only that it is there. */
import { LOG_START, type LocalDate, LocalDate as LocalDateCodec, LogPosition, PARTITIONS } from '@jejak/core'
import * as t from 'io-ts'
import { unsafeParse } from '../../unsafe.js'
import type { Generation, Reached } from '../GenerationStore.js'
import { answer, position, shaped, whole } from './gateway.js'
import { PARTS } from './Keys.js'
import { BEAT, BEGIN, HIDE, LIST, PUBLISH, REACH, RENEW } from './scripts/registry.js'
import { everywhere, type World } from './World.js'

const Made = t.type({ definitions: t.string, day: LocalDateCodec, upTo: LogPosition })
const Texts = t.array(t.string)
/** As `LIST` answers. */
const Listed = t.array(Texts)

/** A hash as Redis answers it: field, value, field, value. */
const fieldsOf = (flat: ReadonlyArray<string>): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>()
  for (let i = 0; i + 1 < flat.length; i += 2) fields.set(flat[i] ?? '', flat[i + 1] ?? '')
  return fields
}

/** What a generation was told of; one that programs before this made says nothing. */
const reachedIn = (text: string | undefined): Reached => {
  const [at, hash = ''] = text?.split(' ') ?? []
  return at === undefined ? { position: LOG_START, hash: '' } : { position: position(at), hash }
}

interface Registry {
  readonly generations: ReadonlyArray<Generation>
  /** Taken away, but not yet whole. */
  readonly dropped: ReadonlyArray<{ readonly number: number; readonly beat: number }>
}

const registryOf = async ({ connection, keys }: World): Promise<Registry> => {
  const names = (['made', 'beat', 'live', 'reached', 'retired', 'dropped'] as const).map((name) => keys.registry(name))
  const [made = [], beats = [], live = [], reached = [], retired = [], dropped = []] = shaped(Listed, await LIST.run(connection, names, []))
  const [beatOf, liveOf, reachedOf, hidden] = [fieldsOf(beats), fieldsOf(live), fieldsOf(reached), new Set(dropped)]
  const generations = [...fieldsOf(made)]
    .filter(([number]) => !hidden.has(number))
    .map(([number, text]): Generation => {
      const { definitions, day, upTo } = shaped(Made, unsafeParse(text))
      const builtAt = liveOf.get(number)
      const state = builtAt === undefined ? 'building' : retired.includes(number) ? 'retired' : 'live'
      return {
        ...{ number: whole(number), definitions, day, upTo, reached: reachedIn(reachedOf.get(number)) },
        ...{ state, heartbeat: whole(beatOf.get(number) ?? '0'), builtAt: builtAt ?? '' },
      }
    })
  return {
    generations: generations.sort((a, b) => b.number - a.number),
    dropped: dropped.map((number) => ({ number: whole(number), beat: whole(beatOf.get(number) ?? '0') })),
  }
}

export const generationsOf = async (world: World): Promise<ReadonlyArray<Generation>> => (await registryOf(world)).generations

/** Notes which log all generations are made from, unless it is noted; answers which it is. */
export const claimLog = async ({ connection: { client }, keys }: World, log: string | null): Promise<string | null> => {
  const key = keys.registry('log')
  if (log !== null) await client.set(key, log, 'NX')
  // It may have been emptied in between: then what was said holds.
  return (await client.get(key)) ?? log
}

/** Notes the last event a generation is told of: before anything of it is written, so that it is never past what is noted. */
export const reach = async ({ connection, keys }: World, generation: number, { position: at, hash }: Reached): Promise<void> => {
  answer(await REACH.run(connection, [keys.registry('made'), keys.registry('reached')], [String(generation), String(at), hash]))
}

/** Takes all generations out of sight and notes another log, then takes them away. */
export const renewLog = async (world: World, log: string | null): Promise<number> => {
  const { connection, keys } = world
  const names = (['made', 'dropped', 'log'] as const).map((name) => keys.registry(name))
  const hidden = answer(await RENEW.run(connection, names, [log ?? '']))
  const { dropped } = await registryOf(world)
  for (const { number } of dropped) await clear(world, number)
  return hidden
}

/** Begins a generation: out of sight until its slots are there. */
export const begin = async (
  { connection, keys }: World,
  made: { readonly definitions: string; readonly day: LocalDate; readonly now: number; readonly upTo: LogPosition; readonly hash: string },
): Promise<number> => {
  const { definitions, day, now, upTo, hash } = made
  const names = (['last', 'made', 'beat', 'dropped'] as const).map((name) => keys.registry(name))
  const text = await BEGIN.run(connection, names, [String(now), JSON.stringify({ definitions, day, upTo })])
  const number = whole(shaped(t.string, text))
  await reach({ connection, keys }, number, { position: upTo, hash })
  await everywhere((partition) => connection.client.hset(keys.of(number, partition, 'slot'), { checkpoint: upTo, catalogue: 0 }))
  await connection.client.srem(keys.registry('dropped'), String(number))
  return number
}

/** Says that the builder of a generation is alive. */
export const beat = async ({ connection, keys }: World, generation: number, now: number): Promise<void> => {
  await BEAT.run(connection, [keys.registry('made'), keys.registry('beat')], [String(generation), String(now)])
}

/** Makes a generation live. */
export const publish = async ({ connection, keys }: World, generation: number, builtAt: string): Promise<void> => {
  const names = (['made', 'dropped', 'live', 'retired'] as const).map((name) => keys.registry(name))
  answer(await PUBLISH.run(connection, names, [String(generation), builtAt]))
}

/** Puts a generation out of use. */
export const retire = async ({ connection, keys }: World, generation: number): Promise<void> => {
  await connection.client.sadd(keys.registry('retired'), String(generation))
}

/** Takes a generation out of sight: no look at the list shows it again. */
export const hide = async ({ connection, keys }: World, generation: number): Promise<void> => {
  await HIDE.run(connection, [keys.registry('made'), keys.registry('dropped')], [String(generation)])
}

/** Names of sums and tables taken away in one command. */
const STEP = 100
/** Only what was hidden long ago is another process's that ended: one that is begun is hidden for a moment too. */
const LEFT_BEHIND_MS = 60_000

const clear = async ({ connection: { client }, keys }: World, generation: number): Promise<void> => {
  for (let partition = 0; partition < PARTITIONS; partition++) {
    // The slot first: from then on nothing is written here.
    await client.unlink(keys.of(generation, partition, 'slot'))
    const kept = await client.smembers(keys.of(generation, partition, 'kept'))
    for (let start = 0; start < kept.length; start += STEP)
      await client.unlink(kept.slice(start, start + STEP).map((name) => keys.named(generation, partition, name)))
    await client.unlink(PARTS.map((part) => keys.of(generation, partition, part)))
  }
  for (const name of ['made', 'beat', 'reached', 'live'] as const) await client.hdel(keys.registry(name), String(generation))
  for (const name of ['retired', 'dropped'] as const) await client.srem(keys.registry(name), String(generation))
}

/** Takes a generation away, a partition at a time; one that an ended process began to take away goes with it. */
export const drop = async (world: World, generation: number): Promise<void> => {
  await hide(world, generation)
  const { dropped } = await registryOf(world)
  for (const { number, beat: since } of dropped)
    if (number === generation || Date.now() - since > LEFT_BEHIND_MS) await clear(world, number)
}
