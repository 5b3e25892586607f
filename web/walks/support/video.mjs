// A camera that sees one QR code: a video of it, handed to the browser as its camera.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import encodeQR from 'qr'
import { openBrowser } from './browser.mjs'

const WIDTH = 1280
const HEIGHT = 720
const [DARK, LIGHT, WALL] = [30, 225, 150]

/** A video (YUV4MPEG2) in which a phone holds the code before a grey wall. */
function video(text) {
  const modules = encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 4 })
  const scale = Math.floor((HEIGHT * 0.8) / modules.length)
  const size = modules.length * scale
  const [left, top] = [(WIDTH - size) >> 1, (HEIGHT - size) >> 1]
  const light = Buffer.alloc(WIDTH * HEIGHT, WALL)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      light[(top + y) * WIDTH + left + x] = modules[Math.floor(y / scale)][Math.floor(x / scale)] ? DARK : LIGHT
    }
  }
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = [Buffer.from('FRAME\n'), light, colour]
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`), ...frame, ...frame])
}

/** Runs `act` in a browser whose camera sees the code. */
export async function withCamera(text, folder, act) {
  const file = path.join(folder, 'camera.y4m')
  await writeFile(file, video(text))
  const browser = await openBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ])
  try {
    await act(browser)
  } finally {
    await browser.close()
  }
}
