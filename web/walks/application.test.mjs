// Applying: answers that contradict each other hold the code blue until a reviewer has looked; and a worker who shares with the unit
// what is missing before the first day.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { takePicture } from './support/pictures.mjs'
import { finish, signIn, stateShown, stayHome } from './support/resident.mjs'
import { endOthers, enrol, look, openConsole } from './support/staff.mjs'

let program, browser, demo

inDemonstration(async (given) => {
  ;({ program, browser, demo } = given)
  await endOthers(program)
})

/** The form of registration, filled in but for the kind of applicant. */
async function fill(page, person, county = 'Shangcheng District') {
  await page.getByRole('button', { name: /It is my first time/ }).click()
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('Document', { exact: true }).selectOption(person.document_kind)
  await page.getByLabel('Document number').fill(person.document_number)
  await page.getByRole('button', { name: 'Province, city, county and street' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: county }).click()
  await sheet.getByRole('listitem').getByRole('button').first().click()
}

/** Looks again, until the code has a state. */
async function again(page, state) {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.locator(`[data-state="${state}"] canvas`).waitFor()
}

test('s1_3_a_visitor_who_lives_there_is_blue_until_a_reviewer_has_looked', async () => {
  const person = demo.identities[0]
  const { page, complaints, context } = await openPage(browser, program.url, { scale: 1 })
  await signIn(page, demo, person)
  await fill(page, person)
  await page.getByRole('radio', { name: /A visitor/ }).check()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'apply-register-phone')
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByRole('heading', { name: 'In Hangzhou you are' }).waitFor()
  await page.getByRole('radio', { name: /A resident/ }).check()
  await stayHome(page)
  assert.equal(await stateShown(page), 'unconfirmed')
  await page.locator('[data-hold="application_review"]').getByText(/Staff decide by/).waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'apply-held-phone')

  const who = ['--login', 'zheng.zhong', '--name', '郑重', '--role', 'reviewer@330100']
  const added = await program.command('staff', 'add', ...who, '--office', '杭州市信访局', '--division', '330100')
  const { page: desk, complaints: atDesk } = await openConsole(browser, program)
  await enrol(desk, added.code)
  await desk.getByRole('link', { name: 'Applications' }).click()
  await desk.getByRole('heading', { name: 'A visitor who lives in the city' }).waitFor()
  const listed = (await desk.textContent('main')) ?? ''
  assert.ok(!listed.includes(person.name), 'the list names nobody')
  assert.deepEqual(await barriers(desk), [])
  await takePicture(desk, program, 'apply-queue-desk')
  await desk.getByRole('link', { name: /^Look and decide/ }).click()
  await look(desk, 'Checking what was declared')
  await desk.getByText(person.document_number).waitFor()
  assert.deepEqual(await barriers(desk), [])
  await takePicture(desk, program, 'apply-one-desk')
  await desk.getByRole('button', { name: 'Accept' }).click()
  await desk.getByText('Accepted').waitFor()
  await desk.getByRole('link', { name: 'All applications' }).click()
  await desk.getByRole('heading', { name: 'No application waits for a reviewer now.' }).waitFor()
  await takePicture(desk, program, 'apply-empty-desk')
  await desk.getByRole('link', { name: 'Alarms and limits' }).click()
  await desk.getByText(/0 applications wait, 0 of them overdue/).waitFor()

  await again(page, 'green')
  assert.equal(await page.locator('[data-hold]').count(), 0)
  assert.deepEqual([...complaints, ...atDesk], [])
  await context.close()
})

test('s1_6_a_worker_shares_what_is_missing_with_the_unit_and_ends_it', async () => {
  const person = demo.identities[1]
  const { page, complaints, context } = await openPage(browser, program.url, { scale: 1 })
  await signIn(page, demo, person)
  await fill(page, person)
  await page.getByRole('radio', { name: /Returning to work/ }).check()
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByText('is missing: at which unit do you work?').waitFor()
  await page.getByLabel('Where you work').fill('杭州制冷厂')
  await page.getByLabel('Your first day there').fill(await page.getByLabel('Your first day there').getAttribute('min'))
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByRole('heading', { name: 'In Hangzhou you are' }).waitFor()

  await page.goto('/#/first-day')
  await page.locator('[data-step="declaration"]').getByText('Missing').waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'first-day-missing-phone')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = (await page.locator('[data-link]').textContent()) ?? ''
  const unit = await openPage(browser, program.url, { scale: 1 })
  await unit.page.goto(link)
  await unit.page.locator('[data-step="declaration"]').getByText('Missing').waitFor()
  assert.deepEqual(await barriers(unit.page), [])
  await takePicture(unit.page, program, 'unit-missing-phone')

  await page.goto('/#/declare')
  await page.getByRole('heading', { name: 'In Hangzhou you are' }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await finish(page)
  assert.equal(await stateShown(page), 'green')
  await unit.page.getByRole('button', { name: 'Read again' }).click()
  await unit.page.getByText('Everything before the first day is done').waitFor()
  await takePicture(unit.page, program, 'unit-done-phone')

  await page.goto('/#/first-day')
  await page.getByText('Everything is done: you can begin on the day.').waitFor()
  await takePicture(page, program, 'first-day-done-phone')
  await page.getByRole('button', { name: 'End the link' }).click()
  await page.getByRole('button', { name: 'Make a link' }).waitFor()
  await unit.page.getByRole('button', { name: 'Read again' }).click()
  await unit.page.getByText(/this link has ended, or was never one/).waitFor()
  assert.deepEqual([...complaints, ...unit.complaints], [])
  await unit.context.close()
  await context.close()
})
