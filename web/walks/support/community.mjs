// A community worker with a phone: the page, the cards of their people, and what arrives at the service.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { PHONE } from './browser.mjs'
import { enrol, openConsole } from './staff.mjs'

const run = promisify(execFile)

/** The page of a worker who has just come into use, on a phone. */
export async function openCommunity(browser, program, code, options = {}) {
  const opened = await openConsole(browser, program, { viewport: PHONE, ...options })
  await enrol(opened.page, code, 'Appeals')
  await opened.page.goto('/community')
  return opened
}

/** How many visits the service keeps. */
export async function visitsKept(program) {
  const { stdout } = await run('sqlite3', [path.join(program.folder, 'data', 'walk.db'), 'SELECT count(*) FROM visit'])
  return Number(stdout)
}

export const cards = (page) => page.locator('[data-person]')

/** Three taps for the first person who has no check-in yet: check in, no symptoms, save. Gives who it was. */
export async function threeTaps(page) {
  const card = cards(page).filter({ has: page.getByRole('button', { name: 'Check in' }) }).first()
  const person = await card.getAttribute('data-person')
  await card.getByRole('button', { name: 'Check in' }).click()
  await page.getByRole('radio', { name: 'No symptoms' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator(`[data-person="${person}"]`).getByText('Checked in today').waitFor()
  return person
}
