// `page/qr-drawn`: a phone six times slower than this machine opens the page with a code in its wallet, and draws it
// anew every half minute.
//
// Timed is the drawing itself, from the moment at which the page takes up the canvas to its last dot: the QR code of the
// text, and its picture. Beside it stand the ways there: from the signature, with what the page lays out around the
// code, and from the opening of the page to the code on the screen. The yardstick draws the same text in the same page
// as one would at first: the same library, and a square for each dark module.
import { fileURLToPath } from 'node:url'
import { openPage } from '../walks/support/browser.mjs'
import { enter, stateShown, stayHome } from '../walks/support/resident.mjs'
import { median, middle, rowOf, RUNS } from './support/rows.mjs'
import { scriptOf, slow } from './support/page.mjs'

const SLOWER = 6
const TURNS = 4
const HALF_MINUTE_MS = 30_000
const LIBRARY = fileURLToPath(import.meta.resolve('qr'))

/** Notes when the phone has signed, and when a code is begun, drawn and on the screen; the page's clock can be put ahead. */
const WATCH = () => {
  const bench = { signedMs: 0, drawn: [], aheadMs: 0 }
  Object.assign(globalThis, { bench })
  const now = Date.now
  Date.now = () => now() + bench.aheadMs
  const sign = crypto.subtle.sign.bind(crypto.subtle)
  crypto.subtle.sign = async (...asked) => {
    const signature = await sign(...asked)
    bench.signedMs = performance.now()
    return signature
  }
  let begunMs = 0
  const getContext = HTMLCanvasElement.prototype.getContext
  HTMLCanvasElement.prototype.getContext = function (...asked) {
    begunMs = performance.now()
    return getContext.apply(this, asked)
  }
  const put = CanvasRenderingContext2D.prototype.putImageData
  CanvasRenderingContext2D.prototype.putImageData = function (...picture) {
    put.apply(this, picture)
    if (!this.canvas.isConnected) return
    const doneMs = performance.now()
    const drawing = { ms: doneMs - begunMs, signedMs: doneMs - bench.signedMs, paintedMs: null }
    bench.drawn.push(drawing)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => (drawing.paintedMs = performance.now())
      port2.postMessage(null)
    })
  }
}

/** The rows of a phone's code. */
export async function measureDrawing(browser, program) {
  const { context, page } = await openPage(browser, program.url)
  const demo = await program.demo()
  await enter(page, demo, demo.identities[0])
  await stayHome(page)
  await stateShown(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.addInitScript(WATCH)
  await slow(page, SLOWER)
  const library = await scriptOf(LIBRARY, 'library')
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await measureOpening(page, library))
  await context.close()
  return rowsOf(runs)
}

async function measureOpening(page, library) {
  await page.reload()
  const [first] = await drawings(page, 1)
  const text = await page.locator('canvas').getAttribute('data-text')
  const again = []
  for (let turn = 0; turn < TURNS; turn++) {
    await page.evaluate((ms) => (globalThis.bench.aheadMs += ms), HALF_MINUTE_MS)
    again.push((await drawings(page, turn + 2)).at(-1).ms)
  }
  const squares = await measureSquares(page, library, text)
  return { opened: first.paintedMs, signed: first.signedMs, first: first.ms, again: median(again), squares }
}

/** The drawings so far, once there are so many on the screen. */
async function drawings(page, many) {
  await page.waitForFunction((least) => {
    const painted = globalThis.bench.drawn.filter(({ paintedMs }) => paintedMs !== null)
    return painted.length >= least
  }, many)
  return page.evaluate(() => globalThis.bench.drawn)
}

/** Draws as one would at first, in a canvas of the same page; answers how long the first time took and the later ones. */
async function measureSquares(page, library, text) {
  await page.evaluate(library)
  const times = await page.evaluate(
    ({ text, turns }) =>
      Array.from({ length: turns + 1 }, () => {
        const beganMs = performance.now()
        const canvas = document.createElement('canvas')
        const modules = globalThis.library.encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 4 })
        const dot = 7
        canvas.width = canvas.height = dot * modules.length
        const pen = canvas.getContext('2d')
        pen.fillStyle = '#fff'
        pen.fillRect(0, 0, canvas.width, canvas.height)
        pen.fillStyle = '#0b0f0d'
        modules.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect(x * dot, y * dot, dot, dot)))
        return performance.now() - beganMs
      }),
    { text, turns: TURNS },
  )
  return { first: times[0], again: median(times.slice(1)) }
}

function rowsOf(runs) {
  const of = (take) => runs.map(take)
  const slower = `${SLOWER} times slower`
  const squares = 'the same library, and a square for each dark module'
  const drawing = `drawing, ${slower}`
  const [first, again] = [of((run) => run.first), of((run) => run.again)]
  const [bareFirst, bareAgain] = [of((run) => run.squares.first), of((run) => run.squares.again)]
  const firsts = rowOf('page/qr-drawn', `the first ${drawing}`, first, squares, bareFirst)
  const [signed, opened] = [middle(of((run) => run.signed)), middle(of((run) => run.opened))]
  firsts.notes.push(`signed to drawn: ${signed}; opened to the code on the screen: ${opened}`)
  return [firsts, rowOf('page/qr-drawn/again', `a later ${drawing}`, again, squares, bareAgain)]
}
