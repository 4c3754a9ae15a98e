import { defineConfig } from 'vite'

/** Builds the dashboard into `dist`: everything in it is served by Jejak itself, nothing is loaded from elsewhere. */
export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
})
