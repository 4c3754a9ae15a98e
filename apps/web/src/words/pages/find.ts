/** Words of the search for a person. */
const id = {
  findTitle: 'Cari pegawai menurut nomor induk',
  findLabel: 'NIP atau NI PPPK (18 angka)',
  findHint: 'Nomor dikirim tertutup dan tidak dicatat di alamat maupun log.',
  findButton: 'Cari',
  findInvalid: 'Nomor itu bukan nomor induk: 18 angka, dengan tanggal lahir di depan.',
  findNone: 'Tidak ada pegawai dengan nomor itu di data ini.',
}

const en: typeof id = {
  findTitle: 'Find a person by employee number',
  findLabel: 'NIP or NI PPPK (18 digits)',
  findHint: 'The number is sent in the body of the request and kept out of addresses and logs.',
  findButton: 'Find',
  findInvalid: 'That is no employee number: 18 digits, beginning with a birth date.',
  findNone: 'Nobody has that number in this data.',
}

export const FIND = { id, en }
