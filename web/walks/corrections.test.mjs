// A correction that comes too late to be free and would better the colour: a reviewer of the city sees what was declared, what would
// stand in its place and whom it recolours. What they refuse, the person reads with the reason; what they grant makes the code green.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter, stateShown } from './support/resident.mjs'
import { enrol, look, openConsole } from './support/staff.mjs'

const WHY = 'I read the thermometer of my daughter.'
const DOUBT = 'Please bring the slip of the clinic.'
const ANSWER = 'The clinic measured 36.6 that morning.'
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given), () => ({ date: '2022-07-14' }))

/** From the first question to the last: at home, without contact, and of this temperature. */
async function says(page, temperature) {
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByLabel('Temperature').fill(temperature)
  await page.getByRole('button', { name: 'I feel well' }).click()
}

/** Asks for another temperature, and goes back to what was declared. */
async function correct(page) {
  await page.goto('/#/declarations')
  await page.getByRole('button', { name: 'Correct it, with a reason' }).click()
  await page.getByRole('button', { name: /^Change: I felt well on/ }).click()
  await page.getByRole('heading', { name: /^How did you feel on/ }).waitFor()
  await page.getByLabel('Temperature').fill('36.6')
  await page.getByRole('button', { name: 'I felt well' }).click()
  await page.locator('[data-taken-back]').getByText('Temperature 37.9 °C.').waitFor()
  await page.getByLabel('Why it was wrong').fill(WHY)
  await page.getByRole('button', { name: 'Submit' }).click()
  await page.getByText(/Your correction is in\. Staff answer before/).waitFor()
  await page.goto('/#/declarations')
  await page.locator('[data-correction="waiting"]').getByText(WHY).waitFor()
}

/** Looks again at the code, until it has a colour. */
async function shows(page, state) {
  await page.goto('/#/code')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.locator(`[data-state="${state}"] canvas`).waitFor()
}

/** A reviewer of Hangzhou at their desk, before the corrections that wait. */
async function reviewer() {
  const who = ['--login', 'tan.xin', '--name', '谭欣', '--role', 'reviewer@330100']
  const { code } = await program.command('staff', 'add', ...who, '--office', '杭州市卫生健康委员会', '--division', '330100')
  const desk = await openConsole(browser, program)
  await enrol(desk.page, code)
  await desk.page.getByRole('link', { name: 'Corrections', exact: true }).click()
  await desk.page.getByRole('heading', { name: 'A declaration is to be corrected' }).waitFor()
  return desk
}

/** Opens the one that waits, for a purpose. */
async function open(page) {
  await page.getByRole('link', { name: /^Look and decide/ }).click()
  await look(page, 'Checking what was declared')
  await page.getByText(WHY).waitFor()
}

test('s2_17_a_late_correction_is_decided_by_a_reviewer_who_sees_whom_it_recolours', async () => {
  const person = demo.identities[0]
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  await enter(page, demo, person)
  await says(page, '37.9')
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'yellow')
  await program.nextDay()
  await page.reload()
  await correct(page)
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Take the correction back' }).click()
  await page.getByText('You took your correction back').waitFor()
  await correct(page)
  await takePicture(page, program, 'correction-phone')
  await shows(page, 'yellow')

  const desk = await reviewer()
  const listed = (await desk.page.textContent('main')) ?? ''
  assert.ok(!listed.includes(person.name) && !listed.includes(WHY), 'the list names nobody')
  assert.deepEqual(await barriers(desk.page), [])
  await open(desk.page)
  await desk.page.getByText(person.document_number).waitFor()
  await desk.page.getByText('Temperature 37.9 °C.').waitFor()
  await desk.page.getByText('Temperature 36.6 °C.').waitFor()
  const change = desk.page.locator('[data-changes] tbody tr')
  assert.equal(await change.count(), 1)
  assert.match((await change.textContent()) ?? '', /Hangzhou[^]*Yellow[^]*until[^]*Green/)
  assert.deepEqual(await barriers(desk.page), [])
  await takePicture(desk.page, program, 'correction-desk')
  assert.ok(await desk.page.getByRole('button', { name: 'Refuse' }).isDisabled(), 'a refusal says why')
  await desk.page.getByLabel('Your answer').fill(DOUBT)
  await desk.page.getByRole('button', { name: 'Refuse' }).click()
  await desk.page.getByText('Not corrected', { exact: true }).waitFor()
  await desk.page.getByRole('link', { name: 'All corrections' }).click()
  await desk.page.getByRole('heading', { name: 'No correction waits now.' }).waitFor()

  await page.goto('/#/declarations')
  const refused = page.locator('[data-correction="refused"]')
  await refused.getByText(DOUBT).waitFor()
  await refused.getByText('The answer of 杭州市卫生健康委员会').waitFor()
  await correct(page)
  await desk.page.getByRole('button', { name: 'Read again' }).click()
  await open(desk.page)
  await desk.page.getByLabel('Your answer').fill(ANSWER)
  await desk.page.getByRole('button', { name: 'Grant it' }).click()
  await desk.page.getByText('Corrected', { exact: true }).waitFor()

  await shows(page, 'green')
  await page.getByText('A correction of yours was answered').first().waitFor()
  await page.goto('/#/declarations')
  await page.locator('[data-correction="granted"]').getByText(ANSWER).waitFor()
  await page.getByText('Corrected; it no longer counts').waitFor()
  assert.deepEqual([...complaints, ...desk.complaints], [])
  await desk.context.close()
  await context.close()
})
