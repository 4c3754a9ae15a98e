/** Words of the page of a unit. */
const id = {
  unitPeople: 'Pegawai unit',
  unitPeopleText: (n: string) => `${n} pegawai aktif.`,
  unitNone: 'Tidak ada pegawai aktif pada unit ini.',
  filterNames: 'Saring nama atau NIP',
  name: 'Nama',
  number: 'NIP',
  status: 'Status',
  grade: 'Golongan',
  gradeSince: 'TMT golongan',
  position: 'Jabatan',
  level: 'Jenjang',
  positionSince: 'TMT jabatan',
  matching: (n: string, of: string) => `${n} dari ${of} orang cocok`,
}

const en: typeof id = {
  unitPeople: 'People of the unit',
  unitPeopleText: (n) => `${n} active people.`,
  unitNone: 'Nobody is active in this unit.',
  filterNames: 'Filter by name or number',
  name: 'Name',
  number: 'Number',
  status: 'Status',
  grade: 'Grade',
  gradeSince: 'Grade since',
  position: 'Position',
  level: 'Level',
  positionSince: 'Position since',
  matching: (n, of) => `${n} of ${of} people match`,
}

export const UNIT = { id, en }
