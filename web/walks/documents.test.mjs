// Documents of all kinds: a traveller who signs in by e-mail with a long name, a passport that is renewed, the card for staff.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter, register, signInByMail, stateShown, stayHome } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

/** Nothing of the page reaches beyond the screen. */
async function fits(page, viewport) {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), viewport.width)
}

test('s2_16_a_traveller_with_a_name_of_thirty_letters_signs_in_by_e_mail_and_every_screen_has_room', async () => {
  const person = demo.identities[3]
  assert.ok(person.name.length >= 30 && person.phone === undefined)
  const { context, page, complaints } = await openPage(browser, program.url)
  await signInByMail(page, demo, person)
  await register(page, person)
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  await fits(page, PHONE)
  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByText('***@example.org').waitFor()
  await page.getByText('M* A* v* H*').waitFor()
  await fits(page, PHONE)
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'documents-me')
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await page.getByRole('button', { name: 'Print a code on paper' }).click()
  await page.getByRole('button', { name: 'Agree and make a sheet' }).click()
  await page.getByText(person.name).waitFor()
  await fits(page, PHONE)
  await takePicture(page, program, 'documents-sheet')
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s2_16_what_is_wrong_with_an_address_or_a_birth_date_is_said_at_its_field', async () => {
  const person = demo.identities[3]
  const { context, page } = await openPage(browser, program.url)
  await page.goto('/')
  await page.getByRole('searchbox').fill('Hangzhou')
  await page.getByRole('list', { name: 'Cities' }).getByRole('button', { name: 'Hangzhou' }).first().click()
  await page.getByRole('button', { name: /^Use now/ }).click()
  await page.getByRole('button', { name: /^No mainland number/ }).click()
  await page.getByLabel('E-mail address').fill('max.example.org')
  await page.getByRole('button', { name: 'Get the code' }).click()
  await page.getByText('the @ is missing').waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'documents-mail')
  assert.equal(person.email, 'max@example.org')
  await context.close()
})

test('s2_16_a_renewed_passport_goes_on_and_the_card_for_staff_is_chinese_with_the_network_down_too', async () => {
  const person = demo.identities[2]
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, person)
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  // One tap from the code, in large Chinese while the page is English.
  await page.getByRole('button', { name: 'Show to staff, in Chinese' }).click()
  const board = page.getByRole('article')
  await board.getByText('绿码').waitFor()
  await board.getByText('现在该做什么').waitFor()
  assert.equal(await board.getAttribute('lang'), 'zh-CN')
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'show-to-staff')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: 'Show to staff, in Chinese' }).click()
  await board.getByText('绿码').waitFor()
  await fits(page, PHONE)
  await context.setOffline(false)
  await page.setViewportSize(DESK)
  await fits(page, DESK)
  await page.setViewportSize(PHONE)

  await page.goto('/#/me')
  await page.getByRole('button', { name: /^Was your document renewed/ }).click()
  await page.getByLabel('Document number').fill('DEU C4J8R2K62')
  await page.getByRole('button', { name: 'Change the number' }).click()
  await page.getByText('could not be confirmed as the one that came in the place of yours').waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'documents-renew')
  await page.getByLabel('Document number').fill(person.renewed_number)
  await page.getByRole('button', { name: 'Change the number' }).click()
  await page.getByText('The new number is kept').waitFor()
  await page.getByText('C4*****61').waitFor()
  await page.goto('/#/code')
  assert.equal(await stateShown(page), 'green')
  assert.deepEqual(complaints, [])
  await context.close()
})
