// A large list, from the folder into which it was dropped to its coming into force by two: it waits, loudly, and the last
// one stays; a visitor proposes it without sending it again, and a simulated colleague agrees.
import assert from 'node:assert/strict'
import { rename, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { barriers } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeFor, enrol, openConsole } from './support/staff.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given), () => ({ watch: true, colleagues: 3 }))

/** The demonstration's list of an hour later, in which the medium areas are high. */
async function larger() {
  const list = await program.list()
  const { data } = list
  data.end_update_time = data.end_update_time.replace(/ 0时$/, ' 1时')
  data.highlist = [...data.highlist, ...data.middlelist]
  data.hcount += data.mcount
  data.middlelist = []
  data.mcount = 0
  return list
}

test('n_6_a_large_list_from_the_folder_waits_and_comes_into_force_by_two', async () => {
  await writeFile(`${program.watched}/list.part`, JSON.stringify(await larger()))
  await rename(`${program.watched}/list.part`, `${program.watched}/large.json`)

  const officer = await openConsole(browser, program)
  const { page } = officer
  await enrol(page, codeFor(demo, 'chen.li'))
  await page.getByRole('link', { name: 'Pending lists', exact: true }).click()
  const file = page.locator('article', { hasText: 'large.json' })
  for (let look = 0; look < 1_000 && (await file.count()) === 0; look += 1) {
    await page.getByRole('button', { name: 'Read again' }).click()
  }
  await file.getByText('Pending: the last one stays in force').waitFor()
  await file.getByText('the watched folder').waitFor()
  await file.getByRole('columnheader', { name: 'People of the city' }).waitFor()
  assert.deepEqual(await barriers(page), [])

  await page.getByRole('link', { name: 'Tasks' }).click()
  await page.getByText(/that wait for two and are not in force: 1/).waitFor()
  await page.getByRole('link', { name: 'Look at the pending lists' }).click()
  await file.getByRole('link', { name: 'Propose it' }).click()
  await page.getByText('large.json is here already').waitFor()
  await page.getByLabel('Legal basis').selectOption('infectious_diseases_42')
  await page.getByLabel('Why').fill('The list of this hour.')
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Check it' }).click()
  await page.getByText('The risk list large.json comes into force.').waitFor()
  await page.getByRole('button', { name: 'Sign with a passkey and propose' }).click()
  await page.getByText('Waits for approval').first().waitFor()

  await page.getByRole('link', { name: 'Pending lists', exact: true }).click()
  const inForce = file.getByText('In force: two agreed')
  for (let look = 0; look < 3_000 && (await inForce.count()) === 0; look += 1) {
    await page.getByRole('button', { name: 'Read again' }).click()
  }
  await inForce.waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(officer.complaints, [])
  await officer.context.close()
})
