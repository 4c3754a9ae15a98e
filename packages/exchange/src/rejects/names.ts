/** Names of the files in a folder of rejected rows. */

/** What stands between the name of a file and its ending where it lists rows with warnings. */
export const WARNED = '.peringatan'
