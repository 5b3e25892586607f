// The rules in force, as anybody reads them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'

let program, browser

inDemonstration((given) => ({ program, browser } = given), () => ({ date: '2022-07-14' }))

test('n_2_anybody_reads_the_rules_of_a_province_and_the_last_list_in_both_languages', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await page.goto('/console')
  await page.getByText(/in force since 14 July 2022/).waitFor()
  await page.getByRole('searchbox').fill('Zhejiang')
  await page.getByText('Policies: 1').waitFor()
  await page.getByText('Entered from abroad within 14 days').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('searchbox').fill('Atlantis')
  await page.getByText(/Nothing found/).waitFor()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('searchbox').fill('浙江')
  await page.getByText('14天内从境外入境').waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(complaints, [])
  await context.close()
})
