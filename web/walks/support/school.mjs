// A school of the demonstration, from its registration by two to its first class.
import assert from 'node:assert/strict'
import { barriers } from './browser.mjs'
import { codeFor, enrol, openConsole } from './staff.mjs'

export const SCHOOL = 'No. 1 Middle School of Hangzhou'

/** A policy officer proposes the school, and a colleague agrees by themselves after a moment. The account of its manager. */
export async function registerSchool(browser, program, demo) {
  const who = ['--login', 'li.na', '--name', '李娜', '--role', 'organisation_manager@330100']
  const added = await program.command('staff', 'add', ...who, '--office', 'Education Bureau of Hangzhou', '--division', '330100')
  const { context, page } = await openConsole(browser, program)
  await enrol(page, codeFor(demo, 'chen.li'))
  await page.getByRole('link', { name: 'New proposal' }).click()
  await page.getByRole('link', { name: /^An organisation/ }).click()
  await page.getByLabel('Official name').fill(SCHOOL)
  await page.getByLabel('What it is').selectOption('school')
  await page.getByLabel('Login of its manager').fill('li.na')
  await page.getByLabel('Legal basis').selectOption('infectious_diseases_42')
  await page.getByLabel('Why').fill('Lessons begin again')
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Check it' }).click()
  await page.getByText(`"${SCHOOL}" is registered, managed by the member of staff with the login li.na`).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Sign with a passkey and propose' }).click()
  await page.getByText('Waits for approval').waitFor()
  await context.close()
  return added
}

/** Waits until the school stands on the manager's page. */
export async function untilRegistered(page) {
  for (;;) {
    const own = await page.evaluate(async () => (await (await fetch('/api/staff/organisations')).json()).organisations.length)
    if (own > 0) return page.reload()
  }
}

export async function addClass(page, name) {
  await page.getByLabel('Name of the class or unit').fill(name)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('link', { name: new RegExp(name) }).waitFor()
}
