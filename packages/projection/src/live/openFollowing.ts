/** Keeping figures current, at whichever generation is live. */
import type { Access } from '../generation/Access.js'
import { shown } from '../generation/EngineError.js'
import type { Options } from '../generation/Options.js'
import { renewLog } from '../marking/ownLog.js'
import { recount } from '../rebuild/recount.js'
import { catchUp } from './catchUp.js'
import type { Following } from './Following.js'
import { follow } from './follow.js'
import { retryParked } from './retryParked.js'
import type { Upkeep } from './Upkeep.js'
import { watch } from './watch.js'

export const openFollowing = (options: Options, { look, ensured, onLive }: Access): Following => ({
  catchUp: (onProgress) => onLive((live) => catchUp(options, live, onProgress), onProgress),
  follow: (signal, onChange) => follow(options, look, ensured, signal, onChange),
  watch: (signal, onChange) => watch(options, ensured, signal, onChange),
})

export const openUpkeep = (options: Options, { look, onLive, lookAnew }: Access): Upkeep => ({
  recount: (onProgress) => onLive((live) => recount(options, live, onProgress)),
  retryParked: (onProgress) => onLive((live) => retryParked(options, look, live, onProgress)),
  renewLog: () => async () => {
    const renewed = await renewLog(options)
    lookAnew()
    return shown(renewed)
  },
})
