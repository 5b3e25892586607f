// What stands at a gate: a device that was enrolled, what a reader hands it, and what the guard sees and hears.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { openPage, openPersistent, PHONE } from './browser.mjs'

const run = promisify(execFile)

/** Every tone that the page plays, by its frequency. */
const LISTEN = () => {
  globalThis.tones = []
  const Real = globalThis.OscillatorNode
  globalThis.OscillatorNode = class extends Real {
    constructor(context, options) {
      super(context, options)
      globalThis.tones.push(options.frequency)
    }
  }
}

/** Opens the checkpoint's page and enrols it by a code of the demonstration. */
export async function openGate(browser, program, code, options = {}) {
  const opened = await openPage(browser, program.url, options)
  await opened.page.addInitScript(LISTEN)
  await opened.page.goto('/checkpoint')
  await enrol(opened.page, code)
  return opened
}

export async function enrol(page, code) {
  await page.locator('form input').fill(code)
  await page.locator('form button').click()
  await page.locator('.gate').waitFor()
}

/** The code of the demonstration's checkpoint of a scene. */
export const codeOf = (demo, scene) => demo.checkpoints.find((checkpoint) => checkpoint.scene === scene).code

/** Pastes a text anywhere on the page. */
export function paste(page, text) {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', pasted)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

/** Types a text as a hand scanner does. */
export async function wedge(page, text) {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** The verdict of the scan with this number: what it is, and what is read. */
export async function verdict(page, number) {
  const screen = page.locator(`[data-scan="${number}"]`)
  await screen.waitFor()
  return {
    outcome: await screen.getAttribute('data-outcome'),
    reason: await screen.getAttribute('data-reason'),
    text: await screen.innerText(),
  }
}

/** The tones since the last time. */
export function heard(page) {
  return page.evaluate(() => globalThis.tones.splice(0))
}

/** A device with its own disk: closed and opened again, it goes on where it stopped. */
export async function openDevice(folder, url) {
  const context = await openPersistent(path.join(folder, 'device'), { baseURL: url, locale: 'en-GB', viewport: PHONE })
  const [page = await context.newPage()] = context.pages()
  await page.goto('/checkpoint')
  return { context, page }
}

/** Everything that the page has stored on the device, as one text. */
export function stored(page) {
  return page.evaluate(async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    const whole = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    for (const { name } of await indexedDB.databases()) {
      const database = await whole(indexedDB.open(name))
      for (const room of database.objectStoreNames) {
        const values = await whole(database.transaction(room).objectStore(room).getAll())
        found.push(`${room}: ${JSON.stringify(values, (_, value) => (value instanceof Uint8Array ? String.fromCharCode(...value) : value))}`)
      }
      database.close()
    }
    return found.join('\n')
  })
}

/** Gives the device a token that the server does not know, as a lost one has after it was cut off. */
export function forgetToken(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('healthcode-checkpoint')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const tx = opening.result.transaction('device', 'readwrite')
          const device = tx.objectStore('device')
          const reading = device.get('enrolment')
          reading.onsuccess = () => device.put({ ...reading.result, token: 'hcd_cut_off' }, 'enrolment')
          tx.oncomplete = () => resolve(undefined)
        }
      }),
  )
}

/** The scans that the server has kept, by number. */
export async function keptScans(folder) {
  const columns = 'number, outcome, reason, state, kind, by_hand'
  const query = `SELECT ${columns} FROM scan ORDER BY on_day, number`
  const { stdout } = await run('sqlite3', ['-json', path.join(folder, 'data', 'walk.db'), query])
  return stdout === '' ? [] : JSON.parse(stdout)
}
