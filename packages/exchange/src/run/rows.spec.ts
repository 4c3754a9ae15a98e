/** Made-up rows for tests; every number ends in a serial above 900. No test stands in this file. */

/** Born 12 April 1985, entered March 2010, female. */
export const ANI = '198504122010032901'
export const BUDI = '198504122010032902'
export const CICI = '198504122010032903'
/** In no pegawai file. */
export const NOBODY = '198504122010032999'

const table = (header: string, ...rows: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> =>
  [header, ...rows].map((line) => line.split('|'))

export const pegawai = (...rows: ReadonlyArray<string>) =>
  table('nip|nama|tanggal_lahir|jenis_kelamin|jenis_pegawai|tmt_masuk|pendidikan|unor_id', ...rows)
/** A row of pegawai. */
export const person = (
  nip: string,
  change: { readonly name?: string; readonly entry?: string; readonly birth?: string; readonly sex?: string } = {},
) =>
  `${nip}|${change.name ?? `Contoh ${nip.slice(-3)}`}|${change.birth ?? '1985-04-12'}|${change.sex ?? 'P'}|PNS|${change.entry ?? '2010-03-01'}|S1|U1`
export const pemberhentian = (...rows: ReadonlyArray<string>) => table('nip|jenis|tmt|nomor_sk|tanggal_sk', ...rows)
export const golongan = (...rows: ReadonlyArray<string>) => table('nip|golongan|tmt_golongan|nomor_sk|tanggal_sk', ...rows)
export const rank = (nip: string, grade: string, tmt: string) => `${nip}|${grade}|${tmt}|SK-1|2010-02-01`
export const program = (...rows: ReadonlyArray<string>) => table('kode_program|nama|jenis|jp', ...rows)
export const angkatan = (...rows: ReadonlyArray<string>) => table('kode_program|kode_angkatan|mulai|selesai', ...rows)
export const peserta = (...rows: ReadonlyArray<string>) => table('kode_angkatan|nip|status|jam_hadir|alasan', ...rows)
export const rating = (...rows: ReadonlyArray<string>) => table('kode_angkatan|nip|materi|metode|narasumber|sarana|relevansi', ...rows)
export const mentoring = (...rows: ReadonlyArray<string>) => table('pasangan_id|nip_mentor|nip_mentee|tanggal|menit', ...rows)
export const penilaian = (...rows: ReadonlyArray<string>) =>
  table('nip|tahun|periode_awal|periode_akhir|hasil_kerja|perilaku_kerja|predikat|nip_penilai|tanggal_dinilai', ...rows)
export const petaJabatan = (...rows: ReadonlyArray<string>) => table('unor_id|jabatan_id|jabatan_nama|jenjang|kebutuhan|kunci', ...rows)
export const suksesi = (...rows: ReadonlyArray<string>) => table('unor_id|jabatan_id|nip|kesiapan|status|tanggal', ...rows)
export const izin = (...rows: ReadonlyArray<string>) => table('kode_angkatan|nip|tanggal_ajukan|putusan|tanggal_putus|alasan', ...rows)
