// What stands at a gate: a device that was enrolled, what a reader hands it, and what the guard sees and hears.
import { openPage } from './browser.mjs'

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
