// A resident without travel becomes green, and what is typed outlives a reload and a lost network.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { oneTimeCode } from './support/program.mjs'
import { readQr } from './support/qr.mjs'
import { counting, enter, signIn, stateShown } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

/** A person of the demonstration's own kind, whom the registry knows. */
const person = (index) => demo.identities[index]

test('s1_11_a_resident_without_travel_is_green_in_under_eight_taps_after_registration', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, person(0))
  const { taps, tap } = counting(page)
  await tap('Continue')
  await tap('No, I stayed')
  await tap('No contact')
  await tap('I feel well')
  await page.getByText('I did not leave Hangzhou in the last 14 days.').waitFor()
  assert.deepEqual(await barriers(page), [])
  await tap('Submit')
  assert.equal(await stateShown(page), 'green')
  assert.ok(taps.count < 8, `${taps.count} taps`)
  assert.deepEqual(await barriers(page), [])
  const text = await readQr(page, program.folder)
  assert.match(text, /^HCP1:/)
  assert.deepEqual(complaints, [])

  await page.reload()
  assert.equal(await stateShown(page), 'green')
  await context.close()
})

test('s1_13_the_city_is_found_in_chinese_pinyin_initials_english_and_by_code', async () => {
  const { context, page } = await openPage(browser, program.url, { language: 'zh' })
  await page.goto('/')
  const box = page.getByRole('searchbox')
  for (const words of ['杭州', 'hangzhou', 'hz', 'Hangzhou', '330100']) {
    await box.fill(words)
    await page.getByRole('list', { name: '城市' }).getByRole('button', { name: '杭州' }).waitFor()
  }
  await page.getByRole('button', { name: /^杭州/ }).click()
  await page.getByRole('button', { name: /立即使用/ }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await context.close()
})

test('s1_11_the_service_is_found_by_its_names_and_leads_on_once_a_city_is_picked', async () => {
  const { context, page } = await openPage(browser, program.url)
  await page.goto('/')
  const box = page.getByRole('searchbox')
  const service = page.locator('[data-service]')
  for (const words of ['健康码', 'jkm', 'health code']) {
    await box.fill(words)
    await service.getByText('Pick your city first').waitFor()
    await box.fill('')
    await service.waitFor({ state: 'detached' })
  }
  await box.fill('hzjkm')
  await page.getByRole('button', { name: /^Hangzhou/ }).click()
  await service.getByText('Show your code of Hangzhou, or declare first').waitFor()
  assert.deepEqual(await barriers(page), [])
  await service.click()
  await page.getByLabel('Mobile number').waitFor()
  await context.close()
})

test('s0_24_the_page_speaks_both_languages_and_remembers_the_choice', async () => {
  const { context, page } = await openPage(browser, program.url, { language: 'zh' })
  await page.goto('/')
  await page.getByRole('heading', { name: '选择您所在的城市' }).waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Choose your city' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Choose your city' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await context.close()
})

test('s2_10_what_is_typed_survives_a_reload_and_a_lost_network_and_counts_once', async () => {
  const { context, page } = await openPage(browser, program.url)
  await enter(page, demo, person(1))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.reload()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByLabel('Temperature').fill('36.6')
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.reload()
  await page.getByText('Temperature 36.6 °C.').waitFor()

  await context.setOffline(true)
  await page.getByRole('button', { name: 'Submit' }).click()
  await page.getByText(/goes out by itself once you are online/).waitFor()
  await context.setOffline(false)
  assert.equal(await stateShown(page), 'green')
  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByRole('button', { name: 'My declarations' }).click()
  await page.getByText('In force', { exact: true }).waitFor()
  assert.equal(await page.getByRole('article').count(), 1)
  await context.close()
})

test('s2_16_what_is_refused_is_said_at_its_field_in_both_languages', async () => {
  const { context, page } = await openPage(browser, program.url)
  await signIn(page, demo, { ...person(2), phone: '13900008888' })
  await page.getByRole('button', { name: /It is my first time/ }).click()
  await page.getByLabel('Name', { exact: true }).fill('张三')
  await page.getByLabel('Document number').fill('110105194912310021')
  await page.getByRole('button', { name: 'Province, city, county and street' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^Shangcheng/ }).click()
  await sheet.getByRole('listitem').getByRole('button').first().click()
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  const number = page.getByLabel('Document number')
  await page.locator('[aria-invalid="true"]').waitFor()
  assert.equal(await number.getAttribute('aria-invalid'), 'true')
  const said = page.getByRole('alert')
  const english = await said.innerText()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '登记' }).waitFor()
  assert.notEqual(await said.innerText(), english)
  assert.match(await said.innerText(), /[\u4e00-\u9fff]/)
  assert.deepEqual(await barriers(page), [])
  await context.close()
})

test('s0_16_a_wrong_one_time_code_is_refused_and_the_right_one_still_works', async () => {
  const { context, page } = await openPage(browser, program.url)
  const { phone } = { phone: '13900007777' }
  await page.goto('/')
  await page.getByRole('searchbox').fill('Hangzhou')
  await page.getByRole('list', { name: 'Cities' }).getByRole('button', { name: 'Hangzhou' }).first().click()
  await page.getByRole('button', { name: /^Use now/ }).click()
  await page.getByLabel('Mobile number').fill(phone)
  await page.getByRole('button', { name: 'Get the code' }).click()
  const field = page.getByLabel('Six-digit code')
  await page.getByText(/Send again in \d+ s/).waitFor()
  const right = await oneTimeCode(demo.inbox_url, phone)
  await field.fill(right === '123456' ? '654321' : '123456')
  await page.getByRole('alert').waitFor()
  await field.fill(right)
  await page.getByRole('heading', { name: 'Is it you?' }).waitFor()
  await context.close()
})

