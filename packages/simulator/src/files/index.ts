/** Every file of the folder, in the order in which an import reads them. */
import { anggaran } from './anggaran.js'
import { angkaKredit } from './angka_kredit.js'
import { angkatan } from './angkatan.js'
import { asesmen } from './asesmen.js'
import { forum } from './forum.js'
import { golongan } from './golongan.js'
import { hukdis } from './hukdis.js'
import { izin } from './izin.js'
import { jabatan } from './jabatan.js'
import { kedudukan } from './kedudukan.js'
import { kurikulum } from './kurikulum.js'
import { masukan } from './masukan.js'
import { mentoring } from './mentoring.js'
import { mutasiMasuk } from './mutasi_masuk.js'
import { pegawai } from './pegawai.js'
import { pemberhentian } from './pemberhentian.js'
import { pendidikan } from './pendidikan.js'
import { pengangkatan } from './pengangkatan.js'
import { penilaian } from './penilaian.js'
import { perjanjian } from './perjanjian.js'
import { peserta } from './peserta.js'
import { petaJabatan } from './peta_jabatan.js'
import { program } from './program.js'
import { rating } from './rating.js'
import type { SimulatedFile } from './SimulatedFile.js'
import { suksesi } from './suksesi.js'
import { survei } from './survei.js'
import { ujianDinas } from './ujian_dinas.js'

export const SIMULATED_FILES: ReadonlyArray<SimulatedFile> = [
  pegawai,
  mutasiMasuk,
  pemberhentian,
  pengangkatan,
  perjanjian,
  kedudukan,
  pendidikan,
  golongan,
  jabatan,
  ujianDinas,
  angkaKredit,
  petaJabatan,
  program,
  kurikulum,
  angkatan,
  izin,
  peserta,
  rating,
  mentoring,
  penilaian,
  hukdis,
  asesmen,
  suksesi,
  anggaran,
  forum,
  masukan,
  survei,
]
