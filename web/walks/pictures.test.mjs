// Pictures of the resident's pages for the README: a phone and a desk, both languages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { riskyCounty } from './support/lists.mjs'
import { takePicture } from './support/pictures.mjs'
import { addStay, enter, finish, stateShown, stayHome } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given), () => ({ date: '2022-07-14' }))

const take = (page, name) => takePicture(page, program, name)

test('s0_24_pictures_of_a_green_code_on_a_phone_and_a_desk', async () => {
  const { context, page } = await openPage(browser, program.url, { scale: 1 })
  await page.goto('/')
  await page.getByRole('searchbox').fill('Hang')
  await page.getByRole('button', { name: /^Hangzhou/ }).click()
  await take(page, 'city-phone')
  await enter(page, demo, demo.identities[0])
  await take(page, 'declare-phone')
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  await take(page, 'green-phone')
  await page.setViewportSize(DESK)
  await take(page, 'green-desk')
  await context.close()
})

test('s0_24_pictures_of_a_red_code_with_its_reason_on_a_phone_and_a_desk', async () => {
  const { context, page } = await openPage(browser, program.url, { scale: 1, viewport: PHONE })
  const risky = await riskyCounty(program.url, demo.today)
  await enter(page, demo, demo.identities[1], 'Gongshu District')
  await page.getByRole('button', { name: 'Continue' }).click()
  await addStay(page, risky, risky.area.text)
  await finish(page)
  assert.equal(await stateShown(page), 'red')
  await take(page, 'red-phone')
  await page.setViewportSize(DESK)
  await take(page, 'red-desk')
  await context.close()
})

test('s0_24_a_picture_of_the_demo_desk', async () => {
  const { context, page } = await openPage(browser, program.url, { scale: 1, viewport: DESK })
  await page.goto('/demo')
  await page.getByText(demo.identities[0].phone).waitFor()
  await take(page, 'demo-desk')
  await context.close()
})
