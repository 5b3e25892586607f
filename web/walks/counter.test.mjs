// A counter: somebody without any phone is registered by their document, says what there is to say, and takes a sheet home.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { takePicture } from './support/pictures.mjs'
import { readQr } from './support/qr.mjs'
import { askFor, button, ownCode, WORDS } from './support/family.mjs'
import { codeFor, enrol, openConsole } from './support/staff.mjs'

const NARROW = { width: 390, height: 844 }
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

/** The document as it lies on the table, and where its holder lives. */
async function fillWho(page, person) {
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('Document', { exact: true }).selectOption(person.document_kind)
  await page.getByLabel('Document number').fill(person.document_number)
  await page.getByRole('button', { name: /^Pick the county/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Shangcheng District' }).first().click()
  await sheet.getByRole('listitem').getByRole('button').first().click()
}

test('s2_16_at_a_counter_a_person_without_a_phone_gets_a_sheet_that_a_gate_takes', async () => {
  const person = demo.identities[4]
  assert.ok(person.phone === undefined && person.email === undefined)
  const { context, page, complaints } = await openConsole(browser, program)
  await enrol(page, codeFor(demo, 'xu.qing'), 'Counter')
  await fillWho(page, { ...person, document_number: person.document_number.slice(0, -1) + '0' })
  const registers = page.getByRole('button', { name: 'Register', exact: true })
  assert.ok(await registers.isDisabled(), 'the document is seen first')
  await page.getByLabel(/I have seen the document/).check()
  await registers.click()
  await page.getByText('compare each character with the card').waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'counter-who-desk')
  await page.setViewportSize(NARROW)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width)
  await takePicture(page, program, 'counter-who-phone')
  await page.setViewportSize(DESK)
  await page.getByLabel('Document number').fill(person.document_number)
  await registers.click()
  await page.getByText('Registered.').waitFor()

  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  const sends = page.getByRole('button', { name: 'Send it for them' })
  assert.ok(await sends.isDisabled())
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByRole('heading', { name: 'Read it back to them' }).waitFor()
  assert.ok(await sends.isDisabled(), 'nothing is sent that was not read back')
  const readBack = page.getByLabel(/I have read all of this to them/)
  await readBack.check()
  assert.ok(await sends.isEnabled())
  // What is changed by a tap after it was read back is read back again.
  await page.getByRole('button', { name: 'I do not feel well' }).click()
  await page.getByRole('button', { name: 'I feel well' }).click()
  assert.equal(await readBack.isChecked(), false)
  assert.ok(await sends.isDisabled())
  await readBack.check()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'counter-says-desk')
  await sends.click()
  await page.getByText(/^Hangzhou: Green/).waitFor()
  await page.getByRole('button', { name: 'Make the sheet' }).click()
  await page.getByRole('article').getByText(person.name).waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'counter-sheet-desk')
  await page.emulateMedia({ media: 'print' })
  const text = await readQr(page, program.folder)
  await page.emulateMedia({ media: 'screen' })
  const gate = await openGate(browser, program, codeOf(demo, 'shop'))
  await paste(gate.page, text)
  assert.equal((await verdict(gate.page, 0)).outcome, 'pass')

  // The next person finds nothing of this one; this one again is known, and a new sheet ends the old.
  await page.getByRole('button', { name: 'Next person' }).click()
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), '')
  await fillWho(page, person)
  await page.getByLabel(/I have seen the document/).check()
  await registers.click()
  await page.getByText('They are registered already').waitFor()
  await page.getByRole('button', { name: /only print the sheet$/ }).click()
  await page.getByRole('button', { name: 'Make the sheet' }).click()
  await page.getByRole('article').getByText(person.name).waitFor()
  const metro = await openGate(browser, program, codeOf(demo, 'transport'))
  await paste(metro.page, text)
  assert.equal((await verdict(metro.page, 0)).outcome, 'stop')
  // They forgot something, which is taken down within the quarter of an hour; and the sheet is lost.
  await page.getByRole('button', { name: 'Correct the last declaration' }).click()
  await page.getByText('no reason is needed').waitFor()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByRole('button', { name: 'I feel well' }).click()
  const corrects = page.getByRole('button', { name: 'Send the correction for them' })
  assert.ok(await corrects.isDisabled(), 'nothing is sent that was not read back')
  await page.getByLabel(/I have read all of this to them/).check()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'counter-correct')
  await corrects.click()
  await page.getByText(/^Hangzhou: Green/).waitFor()
  await page.getByRole('button', { name: 'The sheet was lost: end it' }).click()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'counter-revoke')
  // Without a network that is said, and the sheet is not ended.
  await context.setOffline(true)
  await page.getByRole('button', { name: 'End the sheet' }).click()
  await page.getByRole('alert').waitFor()
  assert.equal(await page.getByText('The sheet is ended').count(), 0)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'End the sheet' }).click()
  await page.getByText('The sheet is ended').waitFor()
  assert.deepEqual(complaints, [])
  for (const opened of [gate, metro]) await opened.context.close()
  await context.close()
})

test('s1_21_a_counter_confirms_a_family_member_without_a_phone', async () => {
  const grandmother = { name: '林秀英', number: '330102194103120041' }
  const family = await openPage(browser, program.url, { scale: 1 })
  await ownCode(family.page, WORDS.en, demo, demo.identities[1])
  await askFor(family.page, WORDS.en, grandmother, WORDS.en.grandparent)
  await button(family.page, WORDS.en.switch).click()
  await family.page.getByRole('button', { name: 'Manage the family' }).click()
  const number = await family.page.locator('[data-reference]').innerText()
  const who = ['--login', 'lu.ming', '--name', '陆明', '--role', 'counter@330100']
  const added = await program.command('staff', 'add', ...who, '--office', 'Service Hall of Hangzhou', '--division', '330100')
  const { context, page, complaints } = await openConsole(browser, program)
  await enrol(page, added.code, 'Counter')
  await page.getByRole('button', { name: 'Confirm a family member' }).click()
  await page.getByLabel(/eight digits/).fill(number)
  await page.getByLabel(/last six/).fill(grandmother.number.slice(-6))
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await page.getByText(grandmother.name).waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'counter-member')
  await page.getByRole('button', { name: 'It is them, the document agrees' }).click()
  await page.getByText('Confirmed. The code changes within seconds.').waitFor()
  await family.page.reload()
  await family.page.locator('[data-member="linked"]').waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
  await family.context.close()
})
