/** People a report knows of and cannot name. */
import type { NamedPerson, Person } from '../Report.js'

export const isNamed = (person: Person): person is NamedPerson => typeof person !== 'string'

/** Counts them for the base: the erased always, those whose sealed part does not open only where there are any. */
export class Unnamed {
  #erased = 0
  #unreadable = 0

  add(person: Exclude<Person, NamedPerson>): void {
    if (person === 'erased') this.#erased++
    else this.#unreadable++
  }

  base(): Readonly<Record<string, number>> {
    return { erased: this.#erased, ...(this.#unreadable === 0 ? {} : { unreadable: this.#unreadable }) }
  }
}
