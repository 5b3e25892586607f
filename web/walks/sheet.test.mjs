// A code on paper: agreed to, read from the print, compared at a gate, and ended.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { readQr } from './support/qr.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

test('s1_9_a_sheet_of_paper_is_printed_compared_with_the_document_at_a_gate_and_ended', async () => {
  const person = demo.identities[0]
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, person)
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  await page.getByRole('button', { name: 'Print a code on paper' }).click()
  await page.getByText('your full name and the last four').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Agree and make a sheet' }).click()
  assert.equal(await stateShown(page), 'green')
  await page.getByText(person.name).waitFor()
  await page.getByText(person.document_number.slice(-4), { exact: true }).waitFor()
  assert.deepEqual(await barriers(page), [])
  // As it comes out of the printer: black and white, and nothing but the sheet.
  await page.emulateMedia({ media: 'print' })
  const text = await readQr(page, program.folder)
  assert.match(text, /^HCP1:/)
  assert.ok(Number(await page.locator('canvas').getAttribute('data-version')) <= 15)
  assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false)
  await page.emulateMedia({ media: 'screen' })

  const gate = await openGate(browser, program, codeOf(demo, 'shop'))
  await paste(gate.page, text)
  const passed = await verdict(gate.page, 0)
  assert.equal(passed.outcome, 'pass')
  assert.match(passed.text, /last four/)

  await page.getByRole('button', { name: /Lost the sheet/ }).click()
  await page.getByText('The sheet is ended').waitFor()
  const metro = await openGate(browser, program, codeOf(demo, 'transport'))
  await paste(metro.page, text)
  assert.equal((await verdict(metro.page, 0)).outcome, 'stop')
  assert.deepEqual(complaints, [])
  await metro.context.close()
  await gate.context.close()
  await context.close()
})
