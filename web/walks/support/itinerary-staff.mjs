// Staff of Beijing who decide what a traveller asks, and the traveller who asks.
import assert from 'node:assert/strict'
import { button } from './family.mjs'
import { enrol, look, openConsole } from './staff.mjs'

/** A reviewer of Beijing at their desk, before the requests that wait. */
export async function reviewer(browser, program, login = 'he.shen') {
  const who = ['--login', login, '--name', '何慎', '--role', 'reviewer@110000']
  const added = await program.command('staff', 'add', ...who, '--office', '北京市疾控中心', '--division', '110000')
  const desk = await openConsole(browser, program)
  await enrol(desk.page, added.code)
  await desk.page.getByRole('link', { name: 'Itineraries', exact: true }).click()
  return desk
}

/** The request that waits is opened. Nothing is decided without words. */
export async function openRequest(page, said) {
  await page.getByRole('link', { name: /^Look and decide/ }).click()
  await look(page, 'Checking what was declared')
  await page.getByText(said).waitFor()
  assert.ok(await page.getByRole('button', { name: 'Refuse' }).isDisabled(), 'without words nothing is decided')
}

/** What is open is decided; nothing waits any more. */
export async function decide(page, accept, answer) {
  await page.getByLabel('Your answer').fill(answer)
  await page.getByRole('button', { name: accept ? /^Accept/ : 'Refuse' }).click()
  await page.getByText(accept ? 'Accepted' : 'Refused', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'All requests' }).click()
  await page.getByRole('heading', { name: 'No request waits now.' }).waitFor()
}

/** From the page that asks staff to the one that says by when they answer; `kind` where there is more than one. */
export async function askStaff(page, { kind = undefined, evidence, said }) {
  if (kind !== undefined) await page.getByRole('radio', { name: kind }).check()
  await page.getByRole('radio', { name: evidence }).check()
  await page.getByLabel('In your words').fill(said)
  await button(page, 'Send it to staff').click()
  await page.getByRole('heading', { name: 'Staff are looking at it' }).waitFor()
  await page.getByText(/^They answer before/).waitFor()
}

/** Whoever comes back to the page sees what is decided now. */
export const comeBack = (page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))
