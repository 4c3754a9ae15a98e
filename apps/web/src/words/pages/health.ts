/** Words of the page on the health of the service. */
const id = {
  healthTitle: 'Kesehatan layanan',
  healthText: (position: string, head: string) => `Data baca memuat semua sampai posisi ${position} dari ${head}.`,
  healthAllIn: 'Semua peristiwa sudah masuk.',
  healthBehind: (events: string, documents: string) => `${events} peristiwa belum masuk; ${documents} dokumen menunggu.`,
  healthParked: (n: string) => `${n} alur dikarantina: ada peristiwa yang tidak dapat dibaca.`,
  parkedTitle: 'Alur dalam karantina',
  parkedAdvice:
    'Peristiwa yang tidak dapat dibaca dan yang sesudahnya menunggu; alur lain berjalan. Jalankan versi Jejak yang menulisnya, lalu baca lagi.',
  parkedStream: 'Alur',
  parkedEvent: 'Peristiwa',
  parkedReason: 'Sebab',
  parkedRetry: 'Baca lagi',
  parkedReleased: (n: string) => `${n} alur dilepas.`,
  healthRebuild: (done: string, total: string) => `Pembangunan ulang berjalan: ${done} dari ${total} bagian`,
  projections: 'Proyeksi dan keadaannya',
  projection: 'Proyeksi',
  careerDocuments: 'Dokumen karier',
  lag: 'Tertinggal (peristiwa)',
  quarantined: 'Dikarantina',
  versionOf: 'Versi',
  rebuiltAt: 'Dibangun ulang',
}

const en: typeof id = {
  healthTitle: 'Service health',
  healthText: (position: string, head: string) => `The read models hold all up to position ${position} of ${head}.`,
  healthAllIn: 'Every event is in.',
  healthBehind: (events: string, documents: string) => `${events} events are not yet in; ${documents} documents wait.`,
  healthParked: (n: string) => `${n} streams are quarantined: an event cannot be read.`,
  parkedTitle: 'Streams in quarantine',
  parkedAdvice:
    'The event that cannot be read and what follows it wait; all other streams flow. Run the version of Jejak that wrote it, then read again.',
  parkedStream: 'Stream',
  parkedEvent: 'Event',
  parkedReason: 'Reason',
  parkedRetry: 'Read again',
  parkedReleased: (n: string) => `${n} streams were released.`,
  healthRebuild: (done: string, total: string) => `A rebuild is under way: ${done} of ${total} parts`,
  projections: 'Projections and their state',
  projection: 'Projection',
  careerDocuments: 'Career documents',
  lag: 'Lag (events)',
  quarantined: 'Quarantined',
  versionOf: 'Version',
  rebuiltAt: 'Rebuilt at',
}

export const HEALTH = { id, en }
