// Two vendors' front ends in one city: the one opens the page of the code in its web view, the other has the server present.
// Two numbers, one person, one code.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { takePicture } from './support/pictures.mjs'
import { readQr } from './support/qr.mjs'
import { register, stateShown, stayHome } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

const choose = async (page, app, phone) => {
  await page.goto('/channel')
  await page.getByLabel('Mini-program', { exact: true }).selectOption({ label: app })
  await page.getByLabel('The phone that is bound in the app').selectOption(phone)
}

test('s2_9_s2_30_two_front_ends_and_two_numbers_are_one_person_and_one_code', async () => {
  const person = demo.identities[0]
  const first = await openPage(browser, program.url, { scale: 1 })
  await choose(first.page, 'Sample app A', person.phone)
  assert.deepEqual(await barriers(first.page), [])
  await takePicture(first.page, program, 'channel-phone')
  // The web view: no one-time code is typed, and the secret has left the address.
  await first.page.getByRole('button', { name: 'Open in the web view' }).click()
  await first.page.getByText('Opened from Sample app A').waitFor()
  assert.ok(!first.page.url().includes('hcl_'))
  assert.deepEqual(await barriers(first.page), [])
  await takePicture(first.page, program, 'channel-opened-phone')
  await register(first.page, person)
  await stayHome(first.page)
  assert.equal(await stateShown(first.page), 'green')

  // The other app, with their other number: name and document lead to the same code.
  const second = await openPage(browser, program.url, { scale: 1 })
  await choose(second.page, 'Sample app B', demo.second_phone)
  await second.page.getByRole('button', { name: 'Presented by the server' }).click()
  await second.page.getByText('Sample app B has vouched for').waitFor()
  await second.page.getByRole('button', { name: 'I registered with another number' }).click()
  await takePicture(second.page, program, 'channel-number-phone')
  await second.page.getByLabel('Name', { exact: true }).fill(person.name)
  await second.page.getByLabel('Resident ID number').fill(person.document_number)
  await second.page.getByRole('button', { name: 'Confirm' }).click()
  assert.equal(await stateShown(second.page), 'green')
  assert.deepEqual(await barriers(second.page), [])
  await takePicture(second.page, program, 'channel-presented-phone')
  const text = await readQr(second.page, program.folder)

  // A gate takes both; it asks the one for an answer, and checks the other by hand where it must.
  const gate = await openGate(browser, program, codeOf(demo, 'shop'))
  await paste(gate.page, text)
  assert.equal((await verdict(gate.page, 0)).outcome, 'pass')
  await paste(gate.page, await readQr(first.page, program.folder))
  assert.equal((await verdict(gate.page, 1)).outcome, 'pass')

  // The numbers stand with their channels, masked.
  await first.page.getByRole('button', { name: 'My data' }).click()
  const numbers = first.page.getByRole('region', { name: 'My numbers' })
  await numbers.getByText('Sample app B').waitFor()
  await numbers.getByText('Sample app A').waitFor()
  assert.ok(!(await numbers.innerText()).includes(person.phone))
  assert.deepEqual(await barriers(first.page), [])
  // The whole list on one picture.
  const { y, height } = await numbers.boundingBox()
  await first.page.setViewportSize({ ...PHONE, height: Math.ceil(y + height) })
  await takePicture(first.page, program, 'numbers')
  await first.page.setViewportSize(PHONE)

  // Opened again from the same app, the person need not prove themself again.
  await choose(first.page, 'Sample app A', person.phone)
  await first.page.getByRole('button', { name: 'Open in the web view' }).click()
  assert.equal(await stateShown(first.page), 'green')

  // Switched off, it opens nothing, and says so.
  await program.command('channel', 'off', 'sample-a')
  await choose(first.page, 'Sample app B', demo.second_phone)
  const names = await first.page.getByLabel('Mini-program', { exact: true }).locator('option').allInnerTexts()
  assert.ok(names.includes('Sample app A'))
  await first.page.getByLabel('Mini-program', { exact: true }).selectOption({ label: 'Sample app A' })
  await first.page.getByRole('button', { name: 'Open in the web view' }).click()
  await first.page.getByRole('alert').waitFor()
  assert.deepEqual([...first.complaints, ...second.complaints], [])
  await gate.context.close()
  await second.context.close()
  await first.context.close()
})

test('s2_9_the_sample_fits_a_desk_too', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { viewport: DESK, scale: 1 })
  await page.goto('/channel')
  await page.getByRole('button', { name: 'Open in the web view' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'channel-desk')
  assert.deepEqual(complaints, [])
  await context.close()
})
