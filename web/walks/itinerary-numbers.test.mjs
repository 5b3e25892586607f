// Entering Beijing with two numbers: code 1, places 1, code 2, places 2, in this order. It is broken off and continued, a wrong code
// is refused, and "same places" is a button that nobody presses for the person.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { button, shows } from './support/family.mjs'
import {
  addCounty, askForCode, begin, compare, confirm, COUNTIES, listDone, passAndShow, take, toBeijing, WORDS,
} from './support/itinerary.mjs'
import { oneTimeCode } from './support/program.mjs'

const words = WORDS.en
let program, browser, demo, traveller

inDemonstration((given) => ({ program, browser, demo } = given))

/** The person's second number, which the registry has under the same document. */
async function addSecond(page) {
  await page.goto('/#/me')
  const numbers = page.getByRole('region', { name: 'My numbers' })
  await numbers.getByRole('button', { name: 'Add a number' }).click()
  await numbers.getByLabel('Mobile number').fill(demo.second_phone)
  await numbers.getByRole('button', { name: 'Add', exact: true }).click()
  await numbers.getByRole('listitem').nth(1).waitFor()
}

const numberShown = (page, at, of) => page.locator('main').getByText(words.numberOf(at, of), { exact: true })

test('s0_17_s0_18_two_numbers_go_code_places_code_places_and_it_goes_on_after_a_reload', async () => {
  const person = demo.identities[0]
  traveller = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  const { page, complaints } = traveller
  demo = await toBeijing(page, words, program, person)
  await addSecond(page)
  await page.goto('/#/code')
  await begin(page, words)
  await numberShown(page, 1, 2).waitFor()
  await confirm(page, words, demo, person.phone)
  await numberShown(page, 1, 2).waitFor()
  assert.equal(await button(page, words.same).count(), 0, 'there is no first number before the first')
  await addCounty(page, words, demo, COUNTIES.shangcheng, [14, 0])

  // Broken off in the middle of a list: what was typed is still there, and so is where one stood.
  await page.reload()
  await numberShown(page, 1, 2).waitFor()
  await page.getByRole('button', { name: 'Edit the place: Shangcheng District' }).waitFor()
  await addCounty(page, words, demo, COUNTIES.dongcheng, [0, 0])
  await listDone(page, words)

  await page.getByRole('heading', { name: words.codeTitle }).waitFor()
  await numberShown(page, 2, 2).waitFor()
  await page.goto('/#/code')
  await button(page, words.verify).click()
  await numberShown(page, 2, 2).waitFor()
  await take(page, program, 'second-code-phone')
  await askForCode(page, words)
  const right = await oneTimeCode(demo.inbox_url, demo.second_phone)
  await page.getByLabel(words.code).fill(right === '123456' ? '654321' : '123456')
  await page.getByRole('alert').waitFor()
  await take(page, program, 'wrong-code-phone')
  await numberShown(page, 2, 2).waitFor()
  await page.getByLabel(words.code).fill(right)
  await page.getByRole('heading', { name: words.placesTitle }).waitFor()
  await numberShown(page, 2, 2).waitFor()
  assert.equal(await page.getByRole('button', { name: /^Edit the place/ }).count(), 0, 'the second list is empty until one says so')
  await take(page, program, 'same-places-phone')
  await button(page, words.same).click()
  await page.getByRole('heading', { name: words.compareTitle }).waitFor()
  assert.deepEqual(complaints, [])
})

test('s0_13_s0_15_a_number_that_is_given_back_in_between_is_asked_no_more', async () => {
  const { page, complaints, context } = traveller
  await page.locator('[data-number="2"]').waitFor()
  await page.goto('/#/me')
  const numbers = page.getByRole('region', { name: 'My numbers' })
  await numbers.getByRole('button', { name: /^Give back/ }).last().click()
  await numbers.getByRole('button', { name: /^Give .* back$/ }).click()
  await numbers.getByRole('listitem').nth(1).waitFor({ state: 'detached' })
  await page.goto('/#/itinerary/110000')
  await page.getByText(words.numberOf(1, 1)).waitFor()
  assert.equal(await page.locator('[data-number="2"]').count(), 0)
  await compare(page, words)
  await passAndShow(page, words)
  await button(page, words.openCode).click()
  await shows(page, 'green')
  assert.deepEqual(complaints, [])
  await context.close()
})
