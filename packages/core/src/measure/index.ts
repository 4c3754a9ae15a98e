/**
 * What figures are made of: a view measures an employment by an element of an
 * abelian group, or by the person's row of a table, and a figure is the sum of all.
 */

export * as Sums from './Sums.js'
export * from './View.js'
