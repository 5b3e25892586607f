// Pictures of the gate for the README: each verdict as a guard sees it, and the sheet for when nothing works.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { Phone } from './support/phone.mjs'
import { takePicture } from './support/pictures.mjs'

let program, browser, demo, traveller

inDemonstration(async (given) => {
  ;({ program, browser, demo } = given)
  traveller = await Phone.enter(program, demo, demo.identities[1], '330105')
})

test('s1_7_pictures_of_the_verdicts_on_a_phone_and_a_desk', async () => {
  const { context, page } = await openGate(browser, program, codeOf(demo, 'transport'), { scale: 1 })
  const show = async (number, outcome) => {
    await traveller.fetchCode()
    await paste(page, await traveller.present())
    await verdict(page, number)
    await page.locator(`[data-scan="${number}"][data-outcome="${outcome}"]`).waitFor()
  }
  await traveller.declare('330105')
  await show(0, 'pass')
  await takePicture(page, program, 'gate-pass-phone')
  await traveller.declareWuchang(false)
  await show(1, 'by_hand')
  await takePicture(page, program, 'gate-by-hand-phone')
  await page.setViewportSize(DESK)
  await traveller.declareWuchang(true)
  await show(2, 'stop')
  await takePicture(page, program, 'gate-stop-desk')
  await context.close()
})

test('s2_19_the_sheet_for_when_nothing_works_is_one_printed_page_in_either_language', async () => {
  const { context, page } = await openGate(browser, program, codeOf(demo, 'shop'), { scale: 1, viewport: DESK })
  await page.getByRole('button', { name: 'Emergency sheet' }).click()
  await page.getByRole('heading', { name: 'When nothing works' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  for (const other of ['中文', 'English']) {
    const printed = await page.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '14mm', right: '14mm' } })
    assert.equal(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1)
    await page.getByRole('button', { name: other, exact: true }).click()
  }
  await page.getByRole('button', { name: 'Back to the checkpoint' }).click()
  await page.getByRole('heading', { name: 'Please show your code' }).waitFor()
  await context.close()
})
