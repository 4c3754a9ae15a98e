/** For tests of Jejak and of its users. */

export * from './arbitraries/index.js'
