/** Key positions, who holds them and who could follow: shared by the bench and the public page. */
import {
  Catalogue,
  type Code,
  type Employment,
  inServiceOn,
  type LocalDate,
  mayFollow,
  nominationsOn as nominatedOn,
  positionOn,
} from '@jejak/core'
import { byText, keyOf } from './key.js'

/** A key position of the establishment. */
export interface KeyPost {
  readonly unitId: string
  readonly positionId: string
}

/** Key positions of a day by `keyOf(unit, position)`, in order. */
export const keyPosts = (catalogue: Catalogue.Catalogue, day: LocalDate): ReadonlyMap<string, KeyPost> =>
  new Map(
    [...Catalogue.postsOn(catalogue, day).values()]
      .filter(({ key }) => key)
      .map(({ unitId, positionId }): readonly [string, KeyPost] => [keyOf(unitId, positionId), { unitId, positionId }])
      .sort(([, a], [, b]) => byText(a.unitId, b.unitId) || byText(a.positionId, b.positionId)),
  )

/** Whether a post of the establishment is a key position on a day. */
export const isKeyPost = (
  catalogue: Catalogue.Catalogue,
  { unitId, positionId }: { readonly unitId: Code; readonly positionId: Code },
  day: LocalDate,
): boolean => Catalogue.postOn(catalogue, unitId, positionId, day)?.key === true

/** A post a person is named for. */
export interface Nomination {
  readonly post: KeyPost
  readonly readiness: string
}

/** Key positions a person may follow in on a day: an approved nomination holds, the person is active, on duty and serves no discipline. */
export const nominationsOn = (employment: Employment, catalogue: Catalogue.Catalogue, day: LocalDate): ReadonlyArray<Nomination> =>
  employment.nominations.length === 0 || !mayFollow({ employment, day })
    ? []
    : nominatedOn(employment, day).flatMap(({ data }) =>
        data.status === 'disetujui' && isKeyPost(catalogue, data, day)
          ? [{ post: { unitId: data.unitId, positionId: data.positionId }, readiness: data.readiness }]
          : [],
      )

/** The key position an active person holds on a day, and since when. */
export const holdingOn = (
  employment: Employment,
  catalogue: Catalogue.Catalogue,
  day: LocalDate,
): { readonly post: KeyPost; readonly since: LocalDate } | null => {
  const position = inServiceOn(employment, day) ? positionOn(employment, day) : null
  return position === null || position.on === null || !isKeyPost(catalogue, position.data, day)
    ? null
    : { post: { unitId: position.data.unitId, positionId: position.data.positionId }, since: position.on }
}

/** Someone who holds a post; `number` is null for those erased. */
export interface Holder {
  readonly career: string
  readonly since: string
  readonly number: string | null
}

/** The incumbent among the holders of a post: the latest TMT, then the smaller number. */
export const incumbentOf = <H extends Holder>(holders: ReadonlyArray<H>): H | null => {
  const [first] = [...holders].sort(
    (a, b) =>
      byText(b.since, a.since) ||
      Number(a.number === null) - Number(b.number === null) ||
      byText(a.number ?? a.career, b.number ?? b.career),
  )
  return first ?? null
}
