/** Under the name by which the tests of this package know it. */
export { mustRun as must } from '@jejak/testing'
