// Journeys in a declaration: typed from the ticket, filled in from one's own tickets after one agreed, read back before they are
// sent and afterwards, in both languages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers, openBrowser, openPage } from './support/browser.mjs'
import { startProgram } from './support/program.mjs'
import { enter, stateShown } from './support/resident.mjs'

let program, browser, demo

before(async () => {
  program = await startProgram({ date: '2022-07-14' })
  browser = await openBrowser()
  demo = await program.demo()
})

after(async () => {
  await browser?.close()
  await program?.end()
})

test('s2_15_a_journey_is_typed_as_on_the_ticket_refused_by_its_field_and_read_back', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[0])
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Add a journey' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio', { name: 'Train' }).check()
  assert.ok(await sheet.getByRole('button', { name: 'Save' }).isDisabled())
  await sheet.getByLabel('Train number').fill('g2035')
  await sheet.getByRole('button', { name: 'Sunday, 10 July 2022' }).click()
  await sheet.getByLabel('Carriage').fill('3、17')
  await sheet.getByLabel('Where you got on').fill('武汉')
  assert.deepEqual(await barriers(page), [])
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText('3、17车').waitFor()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByText('I travelled by:').waitFor()
  await page.getByText(/^Train g2035, 10 July.*3、17车, 武汉$/).waitFor()
  await page.getByRole('button', { name: 'Submit' }).click()
  await page.getByText('name the one carriage that you were in').first().waitFor()
  await page.getByRole('button', { name: /^Change: I did not leave/ }).click()
  await page.getByRole('button', { name: 'Change the journey: Train g2035' }).click()
  await sheet.getByLabel('Carriage').fill('10')
  await sheet.getByLabel('Seat or berth').fill('5F')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText(/10车5F/).waitFor()
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'green')
  await page.goto(`${program.url}/#/declarations`)
  await page.getByText(/^Train G2035, 10 July.*10车5F, 武汉$/).waitFor()
  assert.deepEqual(complaints.filter((line) => !line.includes('422')), [])
  await context.close()
})

test('s2_18_journeys_are_filled_in_from_ones_own_tickets_after_one_agreed', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[1])
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('button', { name: '从购票记录填写' }).click()
  const sheet = page.getByRole('dialog')
  const ask = sheet.getByRole('button', { name: '查询', exact: true })
  assert.ok(await ask.isDisabled(), 'nothing is asked before one agreed')
  await sheet.getByRole('checkbox').check()
  assert.deepEqual(await barriers(page), [])
  await ask.click()
  await sheet.getByText('火车 G2386').waitFor()
  await sheet.getByRole('checkbox', { name: /G2387/ }).uncheck()
  assert.deepEqual(await barriers(page), [])
  await sheet.getByRole('button', { name: '填入所选行程' }).click()
  await page.getByText('10车5F').waitFor()
  assert.equal(await page.getByText('G2387').count(), 0, 'what one does not choose is not declared')
  await page.getByRole('button', { name: '没有离开过' }).click()
  await page.getByRole('button', { name: '没有接触' }).click()
  await page.getByRole('button', { name: '没有不适' }).click()
  await page.getByText(/火车 G2386，.*10车5F，杭州东 → 武汉/).waitFor()
  await page.getByRole('button', { name: '提交' }).click()
  await stateShown(page)
  assert.deepEqual(complaints, [])
  await context.close()
})
