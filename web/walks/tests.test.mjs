// What a laboratory found and where somebody came from, as the person reads them: a result that was there before they
// registered, and an entry from abroad that is declared, explained and corrected.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { enter, stateShown } from './support/resident.mjs'

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given), () => ({ date: '2022-07-14' }))

test('s2_18_a_result_from_before_the_registration_stands_on_the_page_with_what_it_means', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[0])
  await page.getByRole('button', { name: 'My data' }).click()
  const tests = page.locator('section', { has: page.getByRole('heading', { name: 'Tests' }) })
  await tests.getByText('Negative', { exact: true }).waitFor()
  await tests.getByText(/^Sample of 13 July/).waitFor()
  await tests.getByText('It changes no colour.').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '核酸结果' }).waitFor()
  await page.getByText('阴性', { exact: true }).waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s2_18_an_entry_from_abroad_is_declared_read_back_and_explained', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await enter(page, demo, demo.identities[1])
  await page.getByRole('button', { name: 'My data' }).click()
  await page.getByText('No results yet').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Yes, I was away' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio', { name: 'Abroad' }).check()
  await sheet.getByRole('searchbox').fill('italy')
  await sheet.getByRole('button', { name: 'Italy' }).click()
  await sheet.getByText('The last day is the day on which you entered.').waitFor()
  await sheet.getByRole('button', { name: 'Monday, 4 July 2022' }).click()
  await sheet.getByRole('button', { name: 'Monday, 11 July 2022' }).click()
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByText(/^Italy, .* I entered on 11 July/).waitFor()
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'red')
  const why = page.locator('section', { has: page.getByRole('heading', { name: 'Why' }) })
  await why.getByText('Entered from abroad within 14 days').waitFor()
  await why.getByText(/Italy/).first().waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(complaints, [])
  await context.close()
})
