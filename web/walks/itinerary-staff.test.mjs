// A traveller from the border: the list says Shenzhen, the record says Hong Kong too. That is cause 4 and no colour; staff decide a
// correction with evidence at their desk, and the code is green when it is shown again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { button, shown } from './support/family.mjs'
import { addCounty, arrive, begin, compare, confirm, COUNTIES, listDone, take, WORDS } from './support/itinerary.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { enrol, look, openConsole } from './support/staff.mjs'

const SAID = 'I never crossed: the hotel at Futian port has my receipt 2026-118.'
const words = WORDS.en
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

/** A reviewer of Beijing at their desk decides the one request that waits. */
async function decide() {
  const who = ['--login', 'he.shen', '--name', '何慎', '--role', 'reviewer@110000']
  const added = await program.command('staff', 'add', ...who, '--office', '北京市疾控中心', '--division', '110000')
  const desk = await openConsole(browser, program)
  const { page } = desk
  await enrol(page, added.code)
  await page.getByRole('link', { name: 'Itineraries' }).click()
  await page.getByRole('heading', { name: /the record says abroad/ }).waitFor()
  const listed = (await page.textContent('main')) ?? ''
  assert.ok(!listed.includes(demo.identities[2].name), 'the list names nobody')
  await take(page, program, 'queue-desk')
  await page.getByRole('link', { name: /^Look and decide/ }).click()
  await look(page, 'Checking what was declared')
  await page.getByText(SAID).waitFor()
  await page.getByText('The word of a host, hotel or unit').waitFor()
  const opened = (await page.textContent('main')) ?? ''
  assert.ok(!opened.includes('Hong Kong'), 'what the carrier recorded is not kept')
  assert.ok(await page.getByRole('button', { name: 'Refuse' }).isDisabled(), 'without words nothing is decided')
  await take(page, program, 'request-desk')
  await page.getByLabel('Your answer').fill('The receipt shows it.')
  await page.getByRole('button', { name: /^Accept/ }).click()
  await page.getByText('Accepted').waitFor()
  await page.getByRole('link', { name: 'All requests' }).click()
  await page.getByRole('heading', { name: 'No request waits now.' }).waitFor()
  return desk
}

test('s0_19_s0_20_a_record_abroad_beside_a_border_county_is_decided_by_staff_and_colours_nobody', async () => {
  const person = demo.identities[2]
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  await enter(page, demo, person)
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  demo = await arrive(page, words, program)
  await begin(page, words)
  await confirm(page, words, demo, person.phone)
  await addCounty(page, words, demo, COUNTIES.futian, [14, 1])
  await addCounty(page, words, demo, COUNTIES.dongcheng, [0, 0])
  await listDone(page, words)
  await compare(page, words)
  const abroad = page.locator('[data-findings] [data-cause="abroad_at_border"]')
  await abroad.getByText('Cause 4').waitFor()
  await abroad.getByText(/Hong Kong/).first().waitFor()
  await take(page, program, 'cause-4-phone')
  await button(page, words.asIs).click()
  await page.getByRole('heading', { name: words.failed }).waitFor()
  await take(page, program, 'failed-phone')
  await page.getByRole('button', { name: /What the help page says/ }).click()
  await page.locator('[data-cause="abroad_at_border"] details[open]').getByText(/never makes the code yellow or red/).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Ask staff' }).click()
  await page.getByRole('radio', { name: /I was in a border county/ }).check()
  await page.getByRole('radio', { name: /host, hotel/ }).check()
  await page.getByLabel('In your words').fill(SAID)
  await take(page, program, 'ask-phone')
  await page.getByRole('button', { name: 'Send it to staff' }).click()
  await page.getByRole('heading', { name: 'Staff are looking at it' }).waitFor()
  await page.getByText(/^They answer before/).waitFor()
  await take(page, program, 'staff-phone')
  await button(page, 'Back to the code').click()
  assert.equal(await shown(page), 'unconfirmed')
  await page.locator('[data-itinerary]').getByText(/^Staff answer before/).waitFor()
  await page.locator('[data-itinerary]').scrollIntoViewIfNeeded()
  await take(page, program, 'waits-phone')

  const desk = await decide()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.locator('[data-itinerary]').waitFor({ state: 'detached' })
  assert.equal(await shown(page), 'green')
  await page.goto('/#/itinerary/110000')
  await page.getByRole('heading', { name: words.passed }).waitFor()
  assert.deepEqual([...complaints, ...desk.complaints], [])
  await desk.context.close()
  await context.close()
})
