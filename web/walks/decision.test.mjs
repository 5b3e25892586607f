// What a tick makes of a code: red with its rule, dates and way out; a notice beside green; a newer list on the phone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { riskyCounty, withNewArea } from './support/lists.mjs'
import { readQr } from './support/qr.mjs'
import { addStay, enter, finish, stateShown } from './support/resident.mjs'

const NEW_AREA = '徐家棚街道徐东社区'
let program, browser, demo, risky

inDemonstration(
  async (given) => {
    ;({ program, browser, demo } = given)
    risky = await riskyCounty(program.url, demo.today)
  },
  () => ({ date: '2022-07-14' }),
)

test('s2_28_a_ticked_high_risk_area_is_red_with_rule_dates_and_way_out', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[0])
  await page.getByRole('button', { name: 'Continue' }).click()
  await addStay(page, risky, risky.area.text)
  await finish(page)
  assert.equal(await stateShown(page), 'red')
  const why = page.locator('section', { has: page.getByRole('heading', { name: 'Why' }) })
  for (const said of ['The way out', 'Rests on', 'Since', 'Until', 'What ends it', 'Rule']) {
    await why.getByText(said, { exact: true }).first().waitFor()
  }
  await why.getByText(/^Free from .* 00:00$/).waitFor()
  await why.getByText(risky.area.text).first().waitFor()
  await page.getByRole('heading', { name: 'Calendar of the quarantine' }).waitFor()
  await page.getByRole('heading', { name: 'What to do now' }).waitFor()
  await page.getByRole('heading', { name: 'If you disagree' }).waitFor()
  assert.match(await readQr(page, program.folder), /^HCP1:/)
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s0_21_the_same_county_elsewhere_is_green_with_a_notice', async () => {
  const { context, page } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[1])
  await page.getByRole('button', { name: 'Continue' }).click()
  await addStay(page, risky)
  await finish(page)
  assert.equal(await stateShown(page), 'green')
  await page.locator('[data-pop-up]').first().waitFor()
  await page.getByRole('button', { name: 'There is a notice: read it first' }).waitFor()
  assert.match(await readQr(page, program.folder), /^HCP1:/)
  assert.deepEqual(await barriers(page), [])

  await test('s2_29_a_second_list_reaches_the_phone_without_a_new_sign_in', async () => {
    await program.import(withNewArea(await program.list(), risky, NEW_AREA))
    const question = page.locator('section', { hasText: 'Please answer: were you in one of these?' })
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await question.waitFor()
    await question.getByLabel(NEW_AREA).check()
    await question.getByRole('button', { name: 'Answer' }).click()
    await page.locator('[data-state="red"] canvas').waitFor()
    assert.match(await readQr(page, program.folder), /^HCP1:/)
  })
  await context.close()
})
