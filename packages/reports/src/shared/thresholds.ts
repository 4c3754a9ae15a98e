/** Thresholds that the texts of several reports name. */
import { policyOn } from '@jejak/core'
import type { ThresholdsOf } from '../Report.js'

/** JP a PNS has a right to (`floor`), and a PPPK at most has (`ceiling`). */
export const hoursInForce: ThresholdsOf = (policies, day) => {
  const { floorOfPermanent, ceilingOfContract } = policyOn(policies, 'training-hours', day).parameters
  return { floor: floorOfPermanent.value, ceiling: ceilingOfContract.value }
}

/** How many people a figure must speak of (`fewest`). */
export const fewestInForce: ThresholdsOf = (policies, day) => ({ fewest: policyOn(policies, 'small-counts', day).parameters.fewest.value })
