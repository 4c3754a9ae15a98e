/** The size of a maximum matching: how many chairs can be filled at once when nobody fills two. */

/**
 * Augmenting paths (Kuhn): each place in turn takes a person, sending whoever
 * holds that person to look for another. Cost: places times edges; both are few.
 *
 * @param candidates the people who could take each place
 */
export const maximumMatching = (candidates: ReadonlyArray<ReadonlyArray<string>>): number => {
  const placeOf = new Map<string, number>()
  const take = (place: number, tried: Set<string>): boolean => {
    for (const person of candidates[place] ?? []) {
      if (tried.has(person)) continue
      tried.add(person)
      const held = placeOf.get(person)
      if (held === undefined || take(held, tried)) {
        placeOf.set(person, place)
        return true
      }
    }
    return false
  }
  return candidates.filter((_, place) => take(place, new Set())).length
}
