/** How read models are made. */

export * from './engine/ReadModels.js'
export * as Sums from './measure/Sums.js'
export * from './measure/View.js'
