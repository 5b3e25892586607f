// One project: the resident's page, the checkpoint, the community's page, the console and the demo's desk share one build, so that one
// server folder serves them all. Each face's own chunks stand in a folder of their own, because what a phone keeps
// for the day without a network must not hold the other faces.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The folder of a chunk: that of the one face that alone needs it, of the reader of QR codes, or the common one. */
function folderOf(moduleIds: readonly string[]): string {
  const face = (name: string) => moduleIds.some((id) => id.includes(`/src/${name}/`) || id.endsWith(`/${name}.html`))
  if (face('checkpoint')) return 'assets/checkpoint'
  if (face('community')) return 'assets/community'
  if (moduleIds.some((id) => id.includes('zxing'))) return 'assets/reader'
  if (face('channel')) return 'assets/channel'
  if (face('console')) return 'assets/console'
  if (face('unit')) return 'assets/unit'
  return face('demo') ? 'assets/demo' : 'assets'
}

/** The folder of a style or another file: the styles of a face that opens in one piece have the face's name. */
function folderOfFile(names: readonly string[]): string {
  if (names.some((name) => name.endsWith('.wasm'))) return 'assets/reader'
  const face = ['channel', 'checkpoint', 'community', 'console', 'demo', 'unit'].find((face) => names.some((name) => name.startsWith(face)))
  return face === undefined ? 'assets' : `assets/${face}`
}

export default defineConfig({
  plugins: [
    vue(),
    // The worker that opens the pages without a network. The manifests are files, one a face.
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/worker',
      filename: 'resident-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['index.html', 'assets/*.{js,css}', 'resident.webmanifest', '*.{svg,png}'],
      },
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/worker',
      filename: 'checkpoint-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: [
          'checkpoint.html',
          'assets/{checkpoint,reader}/*.{js,css,wasm}',
          'assets/*.{js,css}',
          'checkpoint.webmanifest',
          '*.{svg,png}',
        ],
      },
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/worker',
      filename: 'community-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: [
          'community.html',
          'assets/community/*.{js,css}',
          'assets/console/*.js',
          'assets/*.{js,css}',
          'community.webmanifest',
          '*.{svg,png}',
        ],
      },
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { resident: page('index.html'), channel: page('channel.html'), checkpoint: page('checkpoint.html'), community: page('community.html'), console: page('console.html'), demo: page('demo.html'), unit: page('unit.html') },
      output: {
        // Each file costs its head on the line: what the resident's page always needs together comes together.
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'kept', test: /\/src\/resident\/state\/(whom|settings)\.ts$/ }, { name: 'vault', test: /\/src\/((shared\/(vault|ids|bytes)|credential\/bytes)\.ts$|shared\/parts\/DemoBanner\.vue)/ }] },
        entryFileNames: (chunk) => `${folderOf(chunk.moduleIds)}/[name]-[hash].js`,
        chunkFileNames: (chunk) => `${folderOf(chunk.moduleIds)}/[name]-[hash].js`,
        assetFileNames: (asset) => `${folderOfFile(asset.names)}/[name]-[hash][extname]`,
      },
    },
  },
  server: { proxy: { '/api': process.env['HEALTHCODE_SERVER'] ?? 'http://127.0.0.1:8080' } },
  test: { include: ['src/**/*.test.ts'] },
})
