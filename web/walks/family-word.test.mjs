// Whose word makes a family member: an adult's own, by the code on their phone, and theirs to end; of who has no phone, that of a
// worker who sees them.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { barriers, openBrowser, openPage } from './support/browser.mjs'
import { openCommunity } from './support/community.mjs'
import { askFor, button, ownCode, shown, WORDS } from './support/family.mjs'
import { takePicture } from './support/pictures.mjs'
import { oneTimeCode, startProgram } from './support/program.mjs'
import { codeFor } from './support/staff.mjs'

const words = WORDS.en
const GRANDMOTHER = { name: '林秀英', number: '330102194103120041', county: 'Gongshu District' }

let program, browser, demo

before(async () => (browser = await openBrowser()))
after(() => browser?.close())
// A demonstration each: a number gets one code a minute.
beforeEach(async () => {
  program = await startProgram()
  demo = await program.demo()
})
afterEach(() => program?.end())

const open = () => openPage(browser, program.url, { scale: 1 })

test('s1_21_an_adult_agrees_by_the_code_on_their_phone', async () => {
  const [, , other] = demo.identities
  const { context, page, complaints } = await open()
  await ownCode(page, words, demo, demo.identities[0])
  const who = { name: other.name, number: other.document_number, kind: other.document_kind, phone: other.phone }
  await askFor(page, words, who, 'parent')
  const card = page.locator('[data-member="asked"]')
  await card.waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'family-asked-phone')
  await card.getByLabel(/six digits that they tell you/).fill(await oneTimeCode(demo.inbox_url, other.phone))
  await card.getByRole('button', { name: 'Enter and confirm' }).click()
  await page.locator('[data-member="linked"]').waitFor()
  await button(page, 'Back').click()
  await page.getByText('1 of 2').waitFor()
  await button(page, words.switch).click()
  await page.getByRole('dialog').getByRole('button', { name: /parent$/ }).click()
  await page.locator('[data-state="green"]').waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s1_21_who_is_registered_agrees_on_their_own_page_and_ends_it_there', async () => {
  const other = demo.identities[1]
  const theirs = await open()
  await ownCode(theirs.page, words, demo, other)
  const mine = await open()
  await ownCode(mine.page, words, demo, demo.identities[0])
  await askFor(mine.page, words, { name: other.name, number: other.document_number, phone: other.phone }, 'brother or sister')
  await mine.page.locator('[data-member="asked"]').waitFor()
  await button(theirs.page, words.account).click()
  await button(theirs.page, words.family).click()
  await theirs.page.locator('[data-asked]').waitFor()
  assert.deepEqual(await barriers(theirs.page), [])
  await takePicture(theirs.page, program, 'family-agree-phone')
  await button(theirs.page, 'I agree').click()
  await theirs.page.locator('[data-held-by]').waitFor()
  await takePicture(theirs.page, program, 'family-held-phone')
  await button(theirs.page, 'End it').click()
  await button(theirs.page, 'End it now').click()
  await theirs.page.locator('[data-held-by]').waitFor({ state: 'detached' })
  await mine.page.reload()
  await mine.page.locator('[data-member="ended"]').getByText('The family member ended it.').waitFor()
  assert.deepEqual([...mine.complaints, ...theirs.complaints], [])
  await mine.context.close()
  await theirs.context.close()
})

test('s1_21_a_worker_sees_who_has_no_phone_and_the_blue_code_becomes_green', async () => {
  const mine = await open()
  await ownCode(mine.page, words, demo, demo.identities[1])
  await askFor(mine.page, words, GRANDMOTHER, words.grandparent)
  assert.equal(await shown(mine.page), 'unconfirmed')
  await button(mine.page, words.switch).click()
  await mine.page.getByRole('button', { name: 'Manage the family' }).click()
  const number = (await mine.page.locator('[data-reference]').innerText()).replace(' ', '')
  const { context, page } = await openCommunity(browser, program, codeFor(demo, 'he.mei'))
  await button(page, 'Confirm a family member').click()
  await page.getByLabel(/eight digits/).fill(number)
  await page.getByLabel(/last six/).fill(GRANDMOTHER.number.slice(-6))
  await button(page, 'Look').click()
  await page.getByText(GRANDMOTHER.name).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.screenshot({ path: path.join(process.env['HEALTHCODE_PICTURES'] ?? program.folder, 'family-see-phone-en.png') })
  await button(page, 'It is them, the document agrees').click()
  await page.getByText('Confirmed. The code changes within seconds.').waitFor()
  await mine.page.reload()
  await mine.page.locator('[data-member="linked"]').waitFor()
  await button(mine.page, 'Back').click()
  await button(mine.page, words.switch).click()
  await mine.page.getByRole('dialog').getByRole('button', { name: /grandparent$/ }).click()
  await mine.page.locator('[data-state="green"]').waitFor()
  await mine.page.getByText('2 of 2').waitFor()
  await context.close()
  await mine.context.close()
})
