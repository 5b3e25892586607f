// What comes after the first code: a mistake corrected, a day of quarantine, another phone, and the way out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { riskyCounty } from './support/lists.mjs'
import { addStay, enter, finish, signIn, stateShown } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given), () => ({ date: '2022-07-14' }))

/** A journey by train four days ago. */
async function addTrain(page) {
  await page.getByRole('button', { name: 'Add a journey' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio', { name: 'Train' }).check()
  await sheet.getByLabel('Train number').fill('G2035')
  await sheet.getByRole('button', { name: 'Sunday, 10 July 2022' }).click()
  await sheet.getByLabel('Carriage').fill('10')
  await sheet.getByLabel('Seat or berth').fill('5F')
  await sheet.getByRole('button', { name: 'Save' }).click()
}

test('s2_11_a_mistake_is_corrected_within_a_quarter_of_an_hour', async () => {
  const person = demo.identities[0]
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, person)
  await page.getByRole('button', { name: 'Continue' }).click()
  await addTrain(page)
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByLabel('Temperature').fill('37.9')
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'yellow')
  await page.getByRole('button', { name: /Correct it yourself within/ }).click()
  // What is not wrong is not typed again, and what is left out is said before it is sent.
  await page.getByText('Nothing is changed yet').waitFor()
  assert.ok(await page.getByRole('button', { name: 'Submit' }).isDisabled())
  await page.getByText(/^Train G2035, 10 July.*10车5F/).waitFor()
  await page.getByRole('button', { name: /^Change: I feel well today/ }).click()
  await page.getByLabel('Temperature').fill('36.5')
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.locator('[data-taken-back]').getByText('Temperature 37.9 °C.').waitFor()
  assert.equal(await page.locator('[data-taken-back] li').count(), 1)
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Submit' }).click()
  await page.locator('[data-state="green"] canvas').waitFor()
  await page.goto(`${program.url}/#/declarations`)
  await page.getByText(/^Train G2035, 10 July.*10车5F/).nth(1).waitFor()
  await page.goto(`${program.url}/#/code`)
  await page.locator('[data-state="green"] canvas').waitFor()
  assert.deepEqual(complaints, [])

  await test('s1_4_a_new_phone_has_the_code_after_the_last_six_of_the_document', async () => {
    // One number gets one code a minute; the demonstration's next day is later than that.
    await program.nextDay()
    const other = await openPage(browser, program.url)
    await signIn(other.page, demo, person)
    await other.page.getByRole('button', { name: /I registered before/ }).click()
    const field = other.page.getByLabel('Last six of your document number')
    await field.fill('000000')
    await other.page.getByRole('button', { name: 'Confirm' }).click()
    await other.page.getByText('This does not fit what was registered').waitFor()
    await field.fill(person.document_number.slice(-6))
    await other.page.getByRole('button', { name: 'Confirm' }).click()
    assert.equal(await stateShown(other.page), 'green')

    // The phone before says so itself, and again when it is opened without a network.
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    const moved = page.getByRole('alert').getByText('This code was moved to another phone')
    await moved.waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.reload()
    await moved.waitFor()

    await other.page.getByRole('button', { name: 'My data' }).click()
    await other.page.getByRole('definition').getByText(/^138\*+/).waitFor()
    assert.ok(!(await other.page.locator('main').innerText()).includes(person.document_number))
    assert.deepEqual(await barriers(other.page), [])
    await other.page.getByRole('button', { name: 'Erase all my data' }).click()
    await other.page.getByLabel('To confirm, give the last six of your document').fill(person.document_number.slice(-6))
    await other.page.getByRole('button', { name: 'Erase for good' }).click()
    await other.page.getByText(/Your data is erased/).waitFor()
    await other.page.getByRole('button', { name: 'Close' }).click()
    await other.page.getByRole('heading', { name: 'Choose your city' }).waitFor()
    await other.context.close()
  })
  await context.close()
})

test('s2_29_a_day_of_quarantine_is_checked_in_and_stands_in_the_calendar', async () => {
  const { context, page } = await openPage(browser, program.url)
  const risky = await riskyCounty(program.url, demo.today)
  await enter(page, demo, demo.identities[1], 'Gongshu District')
  await page.getByRole('button', { name: 'Continue' }).click()
  await addStay(page, risky, risky.area.text)
  await finish(page)
  assert.equal(await stateShown(page), 'red')
  await page.getByText('Today is day 1 and counts by itself').first().waitFor()

  const tomorrow = /16 July 2022/
  const desk = await context.newPage()
  await desk.goto('/demo')
  await desk.getByRole('button', { name: 'Go to the next day' }).click()
  await desk.getByRole('heading', { name: tomorrow }).waitFor()
  assert.deepEqual(await barriers(desk), [])
  await desk.close()

  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.getByRole('button', { name: 'Check in for today' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Temperature').fill('36.5')
  await sheet.getByRole('button', { name: 'I feel well' }).click()
  assert.deepEqual(await barriers(page), [])
  await sheet.getByRole('button', { name: 'Check in' }).click()
  await page.getByText('Checked in today').waitFor()
  await page.getByText('Day 2 of 14', { exact: true }).waitFor()
  const calendar = page.locator('section', { has: page.getByRole('heading', { name: 'Calendar of the quarantine' }) })
  await calendar.getByText(/16 July 2022: counted/).waitFor()

  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out now' }).click()
  await page.getByRole('heading', { name: 'Choose your city' }).waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('healthcode.draft')), null)
  await context.close()
})
