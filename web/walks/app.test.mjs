// The resident's app around the code: the city by keyboard or by province, another city without another declaration, what was
// said, what is stored and taking it out, and what a doctor is shown.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { riskyCounty } from './support/lists.mjs'
import { addStay, enter, finish, stateShown, stayHome } from './support/resident.mjs'

let program, browser, demo, resident

inDemonstration((given) => ({ program, browser, demo } = given))

test('s1_11_the_city_is_found_picked_and_used_by_the_keyboard_alone', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await page.goto('/')
  await page.getByRole('button', { name: /^Beijing/ }).waitFor()
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('hz')
  await page.getByRole('button', { name: /^Hangzhou/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT', 'back in the box')
  await page.keyboard.press('Enter')
  const useNow = page.getByRole('button', { name: /^Use now/ })
  await useNow.and(page.locator(':focus')).waitFor()
  assert.match((await useNow.textContent()) ?? '', /Hangzhou/)
  await page.keyboard.press('Enter')
  await page.getByLabel('Mobile number').waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s1_13_a_city_is_picked_from_the_page_of_its_province', async () => {
  const { context, page } = await openPage(browser, program.url)
  await page.goto('/')
  await page.getByRole('button', { name: 'Cities by province' }).click()
  await page.getByRole('button', { name: 'Zhejiang' }).click()
  await page.getByRole('heading', { name: 'Cities of Zhejiang' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.reload()
  await page.getByRole('button', { name: 'Ningbo' }).click()
  await page.getByRole('button', { name: 'Use now: Ningbo' }).waitFor()
  await context.close()
})

test('s2_6_another_city_gives_its_code_by_the_same_declaration', async () => {
  resident = await openPage(browser, program.url)
  const { page } = resident
  await enter(page, demo, demo.identities[0])
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  await page.getByRole('button', { name: 'Other city' }).click()
  await page.getByRole('searchbox').fill('Ningbo')
  await page.getByRole('button', { name: /^Ningbo/ }).click()
  await page.getByRole('button', { name: 'Use now: Ningbo' }).click()
  assert.equal(await stateShown(page), 'green')
  await page.getByText('Ningbo').first().waitFor()

  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByRole('button', { name: 'My declarations' }).click()
  await page.getByRole('heading', { name: 'Hangzhou' }).waitFor()
  assert.equal(await page.getByRole('article').count(), 1, 'nothing was declared again')
})

test('s2_10_what_was_declared_is_read_back_and_corrected_within_a_quarter_of_an_hour', async () => {
  const { page } = resident
  await page.getByText('I did not leave Hangzhou in the last 14 days.').waitFor()
  await page.getByText('In force', { exact: true }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: /^Correct it freely: 1[0-4]:/ }).click()
  await page.getByRole('button', { name: /^Change: In Hangzhou I am/ }).click()
  await page.getByRole('heading', { name: 'In Hangzhou you are' }).waitFor()
  await page.getByRole('button', { name: /A visitor/ }).or(page.getByLabel(/A visitor/)).first().check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('[data-taken-back]').getByText(/^In Hangzhou I am a resident/).waitFor()
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'green')
  await page.goto('/#/declarations')
  await page.getByText('Corrected; it no longer counts').waitFor()
  await page.getByText(/^In Hangzhou I am a visitor/).waitFor()
})

test('n_8_what_is_stored_is_told_with_its_life_and_taken_out_whole', async () => {
  const { page } = resident
  await page.goto('/#/data')
  await page.locator('[data-kind="declaration"]').getByText('Entries: 2').waitFor()
  await page.locator('[data-kind="device"]').getByText(/90 days/).waitFor()
  assert.deepEqual(await barriers(page), [])
  const last6 = page.getByLabel(/give the last six/)
  await last6.fill('000000')
  await page.getByRole('button', { name: 'Take it out' }).click()
  await page.getByText(/are not the last six of your document/).waitFor()
  await last6.fill(demo.identities[0].document_number.slice(-6))
  await page.getByRole('button', { name: 'Take it out' }).click()
  const list = page.locator('[data-export]')
  await list.getByText(demo.identities[0].name).waitFor()
  await list.getByText('You took out everything stored about you').waitFor()
  assert.deepEqual(await barriers(page), [])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file (JSON)' }).click(),
  ])
  const kept = JSON.parse(await readFile(await download.path(), 'utf8'))
  assert.ok(JSON.stringify(kept).includes(demo.identities[0].document_number))
  assert.ok(kept.parts.length > 20 && kept.not_shown.length > 0)
})

test('n_8_what_erasing_leaves_is_told_before', async () => {
  const { page } = resident
  await page.goto('/#/me')
  await page.getByRole('button', { name: 'Erase all my data' }).click()
  await page.getByText('What stays after that:').waitFor()
  assert.deepEqual(await barriers(page), [])
})

test('s0_21_pop_ups_and_notices_stand_together_also_those_that_were_read', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  const risky = await riskyCounty(program.url, demo.today)
  await enter(page, demo, demo.identities[1], 'Gongshu District')
  await page.getByRole('button', { name: 'Continue' }).click()
  await addStay(page, risky, risky.area.text)
  await finish(page)
  assert.equal(await stateShown(page), 'red')
  await page.goto('/#/notices')
  const notice = page.locator('[data-notice="opened"]')
  await notice.getByText('New', { exact: true }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.locator('main').getByRole('button').last().click()
  await notice.getByText('Read', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})

test('n_1_a_doctor_is_shown_reasons_and_dates_without_a_network_for_ten_minutes', async () => {
  const { context, page, complaints } = resident
  await page.clock.install()
  await page.goto('/#/code')
  await page.reload()
  await stateShown(page)
  await page.goto('/#/doctor')
  await page.getByRole('button', { name: 'Show it for ten minutes' }).waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Show it for ten minutes' }).click()
  await page.getByText('Hangzhou: Green').waitFor()
  await page.getByText('I had no contact with a case.').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.clock.fastForward('10:01')
  await page.getByText('It is closed. You can show it again.').waitFor()
  assert.equal(await page.locator('[data-doctor]').count(), 0)
  await context.setOffline(false)
  assert.deepEqual(complaints, [])
  await context.close()
})
