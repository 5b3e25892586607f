// Entering Beijing with one number: the blue code says why and what ends it, and the check goes from consent to green. Who forgot
// the city itself or a county is told before anything is submitted, with place and day; another day fails nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { button, shows } from './support/family.mjs'
import {
  addCounty, askForCode, begin, compare, confirm, COUNTIES, listDone, passAndShow, take, toBeijing, WORDS,
} from './support/itinerary.mjs'
import { oneTimeCode } from './support/program.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

test('s0_2_s0_6_s0_16_one_number_passes_and_forgetting_beijing_is_told_before_the_submit', async () => {
  const words = WORDS.zh
  const person = demo.identities[0]
  const { context, page, complaints } = await openPage(browser, program.url, { language: 'zh', scale: 1, viewport: PHONE })
  const at = (name) => take(page, program, name, 'zh')
  demo = await toBeijing(page, words, program, person)
  await page.locator('[data-itinerary]').scrollIntoViewIfNeeded()
  await at('blue-phone')
  await button(page, words.verify).click()
  await button(page, words.begin).waitFor()
  await at('begin-phone')
  await page.goBack()
  await begin(page, words)
  await page.getByText(words.numberOf(1, 1)).waitFor()
  await at('code-phone')
  await askForCode(page, words)
  // The resend clock runs, and the text says what the code opens.
  assert.ok(await page.getByRole('button', { name: /秒后可重新发送/ }).isDisabled())
  await at('code-sent-phone')
  await page.getByLabel(words.code).fill(await oneTimeCode(demo.inbox_url, person.phone))
  await page.getByRole('heading', { name: words.placesTitle }).waitFor()
  // The destination is no default entry, and neither is anything else.
  assert.equal(await page.getByRole('button', { name: /^修改地点/ }).count(), 0)
  assert.ok(await button(page, words.done).isDisabled())
  await at('places-empty-phone')

  // "Click to query" shows the recorded counties with their days and fills nothing in.
  await button(page, words.query).click()
  const recorded = page.locator('[data-recorded]')
  await recorded.getByText('上城区').waitFor()
  assert.equal(await recorded.getByRole('button').count(), 0, 'nothing can be taken over')
  assert.equal(await page.getByRole('button', { name: /^修改地点/ }).count(), 0)
  await recorded.scrollIntoViewIfNeeded()
  await at('query-phone')

  await addCounty(page, words, demo, COUNTIES.shangcheng, [14, 0], 'zh')
  await at('places-one-phone')
  await listDone(page, words)
  await compare(page, words)
  const missing = page.locator('[data-findings] [data-cause="destination_missing"]')
  await missing.getByText('原因1').waitFor()
  await missing.getByText(/北京/).first().waitFor()
  await at('cause-1-phone')
  await missing.getByRole('button', { name: words.mend }).click()
  await page.getByRole('heading', { name: words.placesTitle }).waitFor()
  assert.equal(await page.getByRole('button', { name: /^修改地点/ }).count(), 1, 'what was declared is still there')
  await addCounty(page, words, demo, COUNTIES.dongcheng, [0, 0], 'zh')
  await listDone(page, words)
  await compare(page, words)
  await page.getByText(words.fits).first().waitFor()
  await at('fits-phone')
  await passAndShow(page, words)
  await at('passed-phone')
  await button(page, words.openCode).click()
  await shows(page, 'green')
  assert.equal(await page.locator('[data-itinerary]').count(), 0)
  // The code is dead after its use, and the check of what passed is over.
  await page.goto('/#/itinerary/110000')
  await page.getByRole('heading', { name: words.passed }).waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s0_8_s0_9_a_forgotten_county_is_named_with_its_days_and_mended_and_a_wrong_day_is_a_hint', async () => {
  const words = WORDS.en
  const person = demo.identities[1]
  const { context, page, complaints } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  const at = (name) => take(page, program, name)
  demo = await toBeijing(page, words, program, person)
  await begin(page, words)
  await confirm(page, words, demo, person.phone)
  await addCounty(page, words, demo, COUNTIES.gongshu, [14, 0])
  await addCounty(page, words, demo, COUNTIES.dongcheng, [0, 0])
  await at('places-phone')
  await listDone(page, words)
  await compare(page, words)
  const forgotten = page.locator('[data-findings] [data-cause="undeclared_place"]')
  await forgotten.getByText('Cause 2').waitFor()
  await forgotten.getByText(/Wuchang District/).first().waitFor()
  await at('cause-2-phone')
  await forgotten.getByRole('button', { name: words.mend }).click()
  // One day of the four, and a wrong one: it is pointed out and fails nothing.
  await addCounty(page, words, demo, COUNTIES.wuchang, [8, 8])
  // Whoever leaves before it is sent is told so where they would submit.
  await page.goto('/#/code')
  await button(page, words.verify).click()
  await page.locator('[data-unsent]').getByText(/did not send it/).waitFor()
  await at('unsent-phone')
  await page.getByRole('button', { name: /^Change: / }).click()
  await page.getByRole('button', { name: 'Edit the place: Wuchang District' }).waitFor()
  await listDone(page, words)
  await compare(page, words)
  await page.locator('[data-hints]').getByText(/Wuchang District/).waitFor()
  assert.equal(await page.locator('[data-findings]').count(), 0)
  await at('hint-phone')
  await page.getByText(words.rules).click()
  await page.locator('[data-rules]').getByText(/more than 4 hours/).waitFor()
  await passAndShow(page, words)
  await button(page, words.openCode).click()
  await shows(page, 'green')
  assert.equal(await page.locator('[data-itinerary]').count(), 0)
  assert.deepEqual(complaints, [])
  await context.close()
})
