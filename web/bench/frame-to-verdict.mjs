// `page/frame-to-verdict`: a gate on a device four times slower than this machine, without a network, is opened, and the
// first person holds a code before its camera; then others.
//
// Timed is from the moment at which the page takes the frame of the camera that shows the code until the verdict is on
// the screen: reading the QR code, both signatures, the status list, the table, the numbered scan in the store, and the
// page. The yardstick, in the same page after the last scan: the decoder alone over the same frame, and two signatures
// verified by WebCrypto with keys at hand.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import encodeQR from 'qr'
import { codeOf, openGate, verdict } from '../walks/support/gate.mjs'
import { Phone } from '../walks/support/phone.mjs'
import { scriptOf, slow } from './support/page.mjs'
import { median, middle, rowOf, RUNS } from './support/rows.mjs'

const SLOWER = 4
const PEOPLE = 5
/** How long a guard has the gate open before somebody comes. */
const OPEN_MS = 2_000
const DECODER = fileURLToPath(import.meta.resolve('zxing-wasm/reader'))
const WASM = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))

/** What the page notes for the bench: when it took a frame with a code, that frame, and how long each verdict took. */
const NOTES = () => {
  Object.assign(globalThis, { bench: { takenMs: null, frame: null, told: {}, show: null } })
  localStorage.setItem('healthcode.checkpoint.camera', 'on')
}

/** A camera of 30 pictures a second that sees a grey wall, and a code where it is shown one. */
const CAMERA = () => {
  const [WIDTH, HEIGHT] = [1280, 720]
  const [DARK, LIGHT, WALL] = [30, 225, 150]
  const timestamp = () => Math.round(performance.now() * 1_000)
  const seenNow = (modules) => {
    const luma = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(128).fill(WALL, 0, WIDTH * HEIGHT)
    const dot = Math.floor((HEIGHT * 0.8) / modules.length)
    const [left, top] = [WIDTH, HEIGHT].map((room) => (room - dot * modules.length) >> 1)
    for (let y = 0; y < dot * modules.length; y++) {
      for (const [x, dark] of modules[Math.floor(y / dot)].entries()) {
        const at = (top + y) * WIDTH + left + x * dot
        luma.fill(dark ? DARK : LIGHT, at, at + dot)
      }
    }
    return new VideoFrame(luma, { format: 'I420', codedWidth: WIDTH, codedHeight: HEIGHT, timestamp: 0 })
  }
  let sight = seenNow([])
  globalThis.bench.show = (modules) => {
    const before = sight
    sight = seenNow(modules)
    before.close()
    globalThis.bench.takenMs = null
  }
  navigator.mediaDevices.getUserMedia = async () => {
    const track = new globalThis.MediaStreamTrackGenerator({ kind: 'video' })
    const writer = track.writable.getWriter()
    setInterval(() => void writer.write(new VideoFrame(sight, { timestamp: timestamp() })), 33)
    return new MediaStream([track])
  }
}

/** Notes when the page takes the first frame with a code. */
const WATCH_FRAMES = () => {
  const bench = globalThis.bench
  // The middle row of a frame: a wall is grey from end to end, and a code is not.
  const shows = ({ data, width, height }) => {
    const row = data.subarray((height >> 1) * width * 4, ((height >> 1) + 1) * width * 4)
    for (let at = 0; at < row.length; at += 4) if (row[at] < 90) return true
    return false
  }
  let frameMs = 0
  const { drawImage, getImageData } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.drawImage = function (...drawn) {
    if (drawn[0] instanceof HTMLVideoElement) frameMs = performance.now()
    return drawImage.apply(this, drawn)
  }
  CanvasRenderingContext2D.prototype.getImageData = function (...area) {
    const image = getImageData.apply(this, area)
    if (bench.takenMs === null && shows(image)) Object.assign(bench, { takenMs: frameMs, frame: image })
    return image
  }
}

/** Notes when a verdict is on the screen. */
const WATCH_VERDICTS = () => {
  const bench = globalThis.bench
  const seen = new MutationObserver(() => {
    const number = document.querySelector('[data-scan]')?.getAttribute('data-scan')
    if (number === undefined || number in bench.told) return
    bench.told[number] = null
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => (bench.told[number] = performance.now() - bench.takenMs)
      port2.postMessage(null)
    })
  })
  seen.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-scan'] })
}

/** What runs in the page before its own scripts, as one script: the order of several is not said. */
const WATCH = [NOTES, CAMERA, WATCH_FRAMES, WATCH_VERDICTS].map((part) => `(${part})();`).join('\n')

/** The rows of a gate's camera. */
export async function measureFrames(browser, program) {
  const demo = await program.demo()
  const phone = await Phone.enter(program, demo, demo.identities[0], '330102')
  await phone.declare('330102')
  const { context, page } = await openGate(browser, program, codeOf(demo, 'shop'))
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.addInitScript({ content: WATCH })
  await slow(page, SLOWER)
  const decoder = await scriptOf(DECODER, 'decoder')
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await measureGate(page, phone, decoder, run * PEOPLE))
  await context.close()
  return rowsOf(runs)
}

/** Opens the gate without a network, and shows it people's codes. */
async function measureGate(page, phone, decoder, firstNumber) {
  const held = []
  for (let person = 0; person < PEOPLE; person++) {
    await phone.fetchCode()
    held.push(phone.holding())
  }
  await page.context().setOffline(true)
  await page.reload()
  await page.locator('.gate video').waitFor()
  await page.waitForTimeout(OPEN_MS)
  const times = []
  for (const [person, of] of held.entries()) {
    const modules = encodeQR(await phone.present({ of }), 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 4 })
    times.push(await timeOf(page, modules, firstNumber + person))
  }
  const bare = await measureBare(page, decoder)
  await page.context().setOffline(false)
  const [first, ...later] = times
  return { first, later: median(later), slowest: Math.max(...times), bare }
}

async function timeOf(page, modules, number) {
  await page.evaluate((shown) => globalThis.bench.show(shown), modules)
  const { outcome } = await verdict(page, number)
  if (outcome !== 'pass') throw new Error(`scan ${number}: ${outcome}`)
  const told = await page.waitForFunction((scan) => globalThis.bench.told[scan], number)
  await page.evaluate(() => globalThis.bench.show([]))
  return told.jsonValue()
}

/** The decoder alone over the last frame with a code, and two signatures, in the same page; nothing for the first time. */
async function measureBare(page, decoder) {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Camera off' }).click()
  await page.evaluate(decoder)
  const times = await page.evaluate(
    async ({ wasm, often }) => {
      const { frame } = globalThis.bench
      const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
      const { privateKey, publicKey } = await crypto.subtle.generateKey(ES256, false, ['sign', 'verify'])
      const message = crypto.getRandomValues(new Uint8Array(300))
      const signature = await crypto.subtle.sign(ES256, privateKey, message)
      const wasmBinary = Uint8Array.from(atob(wasm), (byte) => byte.charCodeAt(0)).buffer
      globalThis.decoder.prepareZXingModule({ overrides: { wasmBinary } })
      const options = { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true, tryInvert: false }
      const once = async () => {
        const beganMs = performance.now()
        const [found] = await globalThis.decoder.readBarcodes(frame, options)
        if (found === undefined) throw new Error('the decoder alone reads nothing')
        await crypto.subtle.verify(ES256, publicKey, signature, message)
        await crypto.subtle.verify(ES256, publicKey, signature, message)
        return performance.now() - beganMs
      }
      await once()
      const spent = []
      for (let time = 0; time < often; time++) spent.push(await once())
      return spent
    },
    { wasm: await readFile(WASM, 'base64'), often: PEOPLE },
  )
  return median(times)
}

function rowsOf(runs) {
  const of = (take) => runs.map(take)
  const bare = 'the decoder alone over the same frame, and two bare verifications'
  const bares = of((run) => run.bare)
  const slower = `${SLOWER} times slower`
  const first = rowOf('page/frame-to-verdict', `the first scan of a gate, ${slower}`, of((run) => run.first), bare, bares)
  const later = rowOf('page/frame-to-verdict/later', `a later scan, ${slower}`, of((run) => run.later), bare, bares)
  first.notes.push(`the slowest of all ${RUNS * PEOPLE}: ${middle([Math.max(...of((run) => run.slowest))])}`)
  return [first, later]
}
