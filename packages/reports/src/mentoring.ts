/** `mentoring`: the pairs of a year, what they did, and which have stalled. */
import { creditedSessions, daysBetween, LAW, type LocalDate, localDate, policyOn, STANDING_TYPES, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import * as O from 'fp-ts/lib/Option.js'
import type { Body, SumReport } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { addTo, at, keyOf, partsOf, sorted, total } from './shared/key.js'
import { inYear } from './shared/population.js'

/** Key of what a pair did in the year: pair, unit. Key of its last session of any year: pair, unit, day. */
export const mentoring: SumReport = {
  kind: 'sums',
  name: 'mentoring',
  version: 1,
  title: { id: 'Mentoring', en: 'Mentoring' },
  meaning: {
    id: `Pasangan yang bertemu dalam tahun itu sampai tanggal data. Satu pertemuan bernilai {hours} JP bagi mentee, paling banyak {sessions:word} sebulan untuk semua pasangannya (${LAW.competenceDevelopment}). Berhenti: pertemuan terakhir lebih dari {stalled} hari sebelum tanggal data. Dengan unit: pasangan yang mentee-nya berada di unit itu pada tanggal data.`,
    en: `Pairs that met in the year up to the as-of day. A session earns the mentee {hours} JP, at most {sessions:word} a month over all of a mentee’s pairs (${LAW.competenceDevelopment}). Stalled: the last session lies more than {stalled} days before the as-of day. With a unit: pairs whose mentee is in that unit on the as-of day.`,
  },
  thresholds: (policies, day) => {
    const { hoursPerSession, sessionsPerMonth, stalledAfterDays } = policyOn(policies, 'mentoring', day).parameters
    return { hours: hoursPerSession.value, sessions: sessionsPerMonth.value, stalled: stalledAfterDays.value }
  },
  takes: ['year', 'asOf', 'unit'],
  policy: 'mentoring',
  reads: [...STANDING_TYPES, 'Mentored'],
  columns: [
    { key: 'pairId', id: 'Pasangan', en: 'Pair', as: 'text' },
    { key: 'sessions', id: 'Pertemuan', en: 'Sessions', as: 'count' },
    { key: 'minutes', id: 'Menit', en: 'Minutes', as: 'count' },
    { key: 'creditedHours', id: 'JP diakui', en: 'Credited JP', as: 'count' },
    { key: 'stalled', id: 'Berhenti', en: 'Stalled', as: 'flag' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf', 'unit'),
  measure: ({ employment }, catalogue, args) => {
    if (employment.sessions.length === 0) return Sums.empty
    const year = yearOfQuestion(args)
    const sums = new Sums.SumsBuilder()
    const unit = standingOn(employment, args.asOf)?.unitId ?? ''
    const last = new Map<string, LocalDate>()
    const { parameters } = policyOn(catalogue, 'mentoring', endOfYear(args))
    for (const { session, on, hours } of creditedSessions(employment, parameters)) {
      if (on > args.asOf) continue
      last.set(session.data.pair, on)
      if (inYear(on, year)) sums.add(keyOf(session.data.pair, unit), [1, session.data.minutes, hours])
    }
    for (const [pair, on] of last) sums.add(keyOf(pair, unit, on), [1])
    return sums.build()
  },
  finish: (sums, { catalogue, args }): Body => {
    const { stalledAfterDays } = policyOn(catalogue, 'mentoring', endOfYear(args)).parameters
    const pairs = new Map<string, number[]>()
    const last = new Map<string, LocalDate>()
    for (const [key, vector] of sums) {
      const [pair, unit, day] = partsOf(key)
      if (pair === undefined) continue
      if (day === undefined) {
        if (args.unit === null || unit === args.unit) addTo(pairs, pair, vector)
        continue
      }
      const on = O.toNullable(O.fromEither(localDate(day)))
      const present = last.get(pair)
      if (on !== null && (present === undefined || on > present)) last.set(pair, on)
    }
    const isStalled = (pair: string): boolean => {
      const on = last.get(pair)
      return on === undefined || daysBetween(on, args.asOf) > stalledAfterDays.value
    }
    const rows = sorted(pairs).map(([pairId, v]) => ({
      pairId,
      sessions: at(v, 0),
      minutes: at(v, 1),
      creditedHours: at(v, 2),
      stalled: isStalled(pairId),
    }))
    const all = total(pairs.values())
    const stalled = rows.filter((row) => row.stalled).length
    return {
      base: { pairs: rows.length },
      rows,
      totals: { pairs: rows.length, active: rows.length - stalled, stalled, sessions: at(all, 0), creditedHours: at(all, 2) },
    }
  },
}
