// A traveller from the border: the list says Shenzhen, the record says Hong Kong too. That is cause 4 and no colour; staff decide a
// correction with evidence at their desk, and the code is green when it is shown again. Who has no number, and who does not want the
// carrier asked, is decided by staff, too.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { askFor, button, ownCode, shows, WORDS as FAMILY } from './support/family.mjs'
import { addCounty, arrive, begin, compare, confirm, COUNTIES, listDone, take, toBeijing, WORDS } from './support/itinerary.mjs'
import { askStaff, comeBack, decide, openRequest, reviewer } from './support/itinerary-staff.mjs'
import { enter, register, signInByMail, stayHome } from './support/resident.mjs'

const SAID = 'I never crossed: the hotel at Futian port has my receipt 2026-118.'
const DAUGHTER = { name: '林朵朵', number: '330102201506010026' }
const words = WORDS.en
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

test('s0_19_s0_20_a_record_abroad_beside_a_border_county_is_decided_by_staff_and_colours_nobody', async () => {
  const person = demo.identities[2]
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  await enter(page, demo, person)
  await stayHome(page)
  await shows(page, 'green')
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
  await button(page, 'Ask staff').click()
  await take(page, program, 'ask-phone')
  await askStaff(page, { kind: /I was in a border county/, evidence: /host, hotel/, said: SAID })
  await take(page, program, 'staff-phone')
  await button(page, 'Back to the code').click()
  await shows(page, 'unconfirmed')
  await page.locator('[data-itinerary]').getByText(/^Staff answer before/).waitFor()
  await page.locator('[data-itinerary]').scrollIntoViewIfNeeded()
  await take(page, program, 'waits-phone')

  const desk = await reviewer(browser, program)
  await desk.page.getByRole('heading', { name: /the record says abroad/ }).waitFor()
  const listed = (await desk.page.textContent('main')) ?? ''
  assert.ok(!listed.includes(person.name), 'the list names nobody')
  await take(desk.page, program, 'queue-desk')
  await openRequest(desk.page, SAID)
  await desk.page.getByText('The word of a host, hotel or unit').waitFor()
  await desk.page.getByText('They declared a county at the border').waitFor()
  const opened = (await desk.page.textContent('main')) ?? ''
  assert.ok(!opened.includes('Hong Kong'), 'what the carrier recorded is not kept')
  await take(desk.page, program, 'request-desk')
  await decide(desk.page, true, 'The receipt shows it.')
  await comeBack(page)
  await page.locator('[data-itinerary]').waitFor({ state: 'detached' })
  await shows(page, 'green')
  await page.goto('/#/itinerary/110000')
  await page.getByRole('heading', { name: words.passed }).waitFor()
  assert.deepEqual([...complaints, ...desk.complaints], [])
  await desk.context.close()
  await context.close()
})

test('s0_15_who_has_no_mainland_number_asks_staff_with_a_ticket_and_is_green_when_they_agree', async () => {
  const said = 'Train G20 of today, seat 5A; I stay at the Jianguo hotel.'
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  const person = demo.identities[3]
  await signInByMail(page, demo, person)
  await register(page, person)
  await stayHome(page)
  await shows(page, 'green')
  demo = await arrive(page, words, program)
  await button(page, words.verify).click()
  await page.getByText('You have no mainland number').waitFor()
  await button(page, 'Ask staff').click()
  await take(page, program, 'no-number-phone')
  await askStaff(page, { evidence: 'Train or air ticket', said })
  await button(page, 'Back to the code').click()
  const desk = await reviewer(browser, program, 'he.jing')
  await desk.page.getByRole('heading', { name: 'No mainland number' }).waitFor()
  await openRequest(desk.page, said)
  await decide(desk.page, true, 'Seen with the ticket.')
  await comeBack(page)
  await page.locator('[data-itinerary]').waitFor({ state: 'detached' })
  await shows(page, 'green')
  assert.deepEqual([...complaints, ...desk.complaints], [])
  await desk.context.close()
  await context.close()
})

test('s0_2_s0_20_who_does_not_want_the_carrier_asked_is_refused_in_words_and_may_still_do_the_check', async () => {
  const said = 'I do not want my record read; my host is Li Na of Dongcheng.'
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  demo = await toBeijing(page, words, program, demo.identities[1])
  await button(page, words.verify).click()
  await button(page, 'I do not agree: let staff decide').click()
  const kind = page.getByRole('radio', { name: "Without the carrier's record: staff decide" })
  assert.ok(await kind.isChecked(), 'there is nothing else to ask about')
  await take(page, program, 'no-consent-phone')
  await askStaff(page, { evidence: /host, hotel/, said })
  const desk = await reviewer(browser, program, 'he.yi')
  await desk.page.getByRole('heading', { name: "Without the carrier's record" }).waitFor()
  await openRequest(desk.page, said)
  await decide(desk.page, false, 'The host does not know of it.')
  await comeBack(page)
  await page.locator('[data-answer]').getByText('Staff did not agree').waitFor()
  await page.getByText('The host does not know of it.').waitFor()
  await take(page, program, 'refused-phone')
  await page.goto('/#/code')
  await shows(page, 'unconfirmed')
  await begin(page, words)
  // No code comes: that is no dead end either.
  await button(page, 'No code arrives? Let staff decide').click()
  await page.getByLabel('In your words').waitFor()
  await button(page, 'Cancel').click()
  await page.getByRole('heading', { name: words.codeTitle }).waitFor()
  assert.deepEqual([...complaints, ...desk.complaints], [])
  await desk.context.close()
  await context.close()
})

test('s1_22_whose_itinerary_it_is_stands_on_the_page_after_the_help_page_and_a_reload_too', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  await ownCode(page, words, await program.demo(), demo.identities[0])
  await askFor(page, FAMILY.en, DAUGHTER, words.child)
  await page.getByText(words.place(2, 2)).waitFor()
  await arrive(page, words, program)
  await page.getByText(words.place(1, 2)).waitFor()
  await button(page, words.switch).click()
  await page.getByRole('dialog').getByRole('button', { name: /child$/ }).click()
  await page.getByText(words.place(2, 2)).waitFor()
  await shows(page, 'unconfirmed')
  const whose = page.locator('[data-itinerary-of]').getByText('For 林**')
  await button(page, words.verify).click()
  await whose.waitFor()
  await page.getByText('This family member has no mainland number').waitFor()
  await page.getByRole('button', { name: /What the help page says/ }).click()
  await page.locator('[data-cause="number_unverified"] details[open]').waitFor()
  await page.goBack()
  await whose.waitFor()
  await page.reload()
  await whose.waitFor()
  await page.getByText('This family member has no mainland number').waitFor()
  await button(page, 'Ask staff').click()
  await page.getByRole('radio', { name: 'They have no mainland number' }).waitFor()
  await take(page, program, 'child-ask-phone')
  // At the code a page that opens anew begins with oneself.
  await page.goto('/#/code')
  await page.reload()
  await page.getByText(words.place(1, 2)).waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})
