/** Whether a folder may take the rejected rows, asked before the first row is judged. */
import { stat } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import { OwnFolder } from '../own/OwnFolder.js'
import type { WriteFault } from '../own/WriteFault.js'
import { Failure } from '../run/Failure.js'

const wrongWith = (fault: WriteFault): string => {
  switch (fault.tag) {
    case 'Unwritable':
      return `the folder for rejected rows cannot be written (${fault.code}); name another one`
    case 'Taken':
      return 'the folder for rejected rows is not empty; name an empty one'
    case 'NotOwn':
      return fault.changed
        ? `the folder for rejected rows holds ${fault.entry}, which was changed since Jejak wrote it, and nothing is overwritten; name an empty folder`
        : `the folder for rejected rows holds ${fault.entry}, which Jejak did not write, and nothing is overwritten; name an empty folder`
  }
}

/** `before` says what was done already. */
export const unwritable = (fault: WriteFault, before: string): Failure =>
  new Failure({ tag: 'RejectsUnwritable', reason: `${before}${wrongWith(fault)}, and run the import again` })

/** Whether two paths lead to one folder, by whatever names. */
const isSame = async (a: string, b: string): Promise<boolean> => {
  const [one, two] = await Promise.all([a, b].map((path) => stat(path, { bigint: true }).catch(() => null)))
  return one !== null && two !== null && one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino
}

/** Throws a Failure unless the folder is empty, is not there, or holds what Jejak wrote there and nobody changed. */
export const checkRejectsFolder = async (rejectsDir: string, dir: string): Promise<void> => {
  if (await isSame(rejectsDir, dir))
    throw new Failure({
      tag: 'RejectsUnwritable',
      reason:
        'the folder for rejected rows is the folder that is read, whose files would be lost; name another one, and run the import again',
    })
  const usable = await OwnFolder.check(rejectsDir)()
  if (E.isLeft(usable)) throw unwritable(usable.left, '')
}
