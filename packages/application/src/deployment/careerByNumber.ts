/** The career of an employee number. */
import { type CareerId, careerStream, type EmployeeNumber } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Fault } from '../fault/Fault.js'
import { ofStore } from '../fault/faultOf.js'
import type { Records } from '../stores/DeploymentStores.js'

const NOBODY: Fault = { tag: 'Unknown', code: 'person', detail: 'nobody has this number', name: '' }

/** Nothing in the answer names the number, nor does the fault where nobody has it. */
export const careerByNumber =
  ({ events, vault }: Pick<Records, 'events' | 'vault'>) =>
  (number: EmployeeNumber): TaskEither<Fault, CareerId> =>
  async () => {
    const career = vault.careerId(number)
    const found = await events.read(careerStream(career))()
    if (E.isLeft(found)) return E.left(ofStore(found.left))
    return found.right.length === 0 ? E.left(NOBODY) : E.right(career)
  }
