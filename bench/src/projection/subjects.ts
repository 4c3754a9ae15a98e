/** The programs that are compared, and what each does with which read models. */
import type { OpenSubject } from './Subject.js'

export interface Described {
  readonly name: string
  /** The read models it rebuilds. */
  readonly readModels: string
  /** Where the log and the read models are kept. */
  readonly keeps: string
  /** Those of one family read the same log, which the first of them fills; a log in memory is each one's own. */
  readonly family: string
  readonly durable: boolean
  /** Whether its first rebuild does once what later ones need not: that one is not counted. */
  readonly settlesFirst?: true
  /** Whether the log is filled in a way of its own, so that the time of it means something. */
  readonly fillsItself: boolean
  /** Whether it is measured at every size, or at the main one alone. */
  readonly grows: boolean
  readonly open: () => Promise<OpenSubject>
}

const ALL = '33 standing views'
const ONE = 'hours by cohort'

const jejak = (views: 'all' | 'one', store: 'sqlite' | 'redis', helpers: number, grows: boolean): Described => ({
  name: helpers > 0 ? `Jejak, ${helpers + 1} threads` : 'Jejak',
  readModels: views === 'all' ? ALL : ONE,
  keeps: `SQLite, ${store === 'redis' ? 'Redis' : 'SQLite'}`,
  family: 'jejak',
  durable: true,
  fillsItself: true,
  grows,
  open: async () => (await import('./jejak.js')).openJejak({ views, store, helpers }),
})

/** By the names that processes are started with. */
export const SUBJECTS: Readonly<Record<string, Described>> = {
  jejak: jejak('all', 'sqlite', 0, true),
  'jejak-threads': jejak('all', 'sqlite', 1, false),
  'jejak-redis': jejak('all', 'redis', 0, false),
  'jejak-one': jejak('one', 'sqlite', 0, true),
  'jejak-one-threads': jejak('one', 'sqlite', 1, false),
  'emmett-sqlite': {
    name: 'Emmett',
    readModels: ONE,
    keeps: 'SQLite, SQLite',
    family: 'emmett-sqlite',
    durable: true,
    fillsItself: true,
    grows: true,
    open: async () => (await import('./emmettSqlite.js')).openEmmettSqlite,
  },
  'act-sqlite': {
    name: 'Act',
    readModels: ONE,
    keeps: 'SQLite, SQLite',
    family: 'act-sqlite',
    durable: true,
    settlesFirst: true,
    fillsItself: false,
    grows: true,
    open: async () => (await import('./act.js')).openActSqlite,
  },
  emmett: {
    name: 'Emmett',
    readModels: ONE,
    keeps: 'memory',
    family: 'emmett',
    durable: false,
    fillsItself: true,
    grows: true,
    open: async () => (await import('./emmett.js')).openEmmett,
  },
  act: {
    name: 'Act',
    readModels: ONE,
    keeps: 'memory',
    family: 'act',
    durable: false,
    settlesFirst: true,
    fillsItself: true,
    grows: true,
    open: async () => (await import('./act.js')).openAct,
  },
  castore: {
    name: 'Castore',
    readModels: ONE,
    keeps: 'memory',
    family: 'castore',
    durable: false,
    fillsItself: true,
    grows: true,
    open: async () => (await import('./castore.js')).openCastore,
  },
}
