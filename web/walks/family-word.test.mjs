// Whose word makes a family member: an adult's own, by the code on their phone, and theirs to end; of who has no phone, that of a
// worker who sees them.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { openCommunity } from './support/community.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { askFor, button, ownCode, shown, WORDS } from './support/family.mjs'
import { takePicture } from './support/pictures.mjs'
import { oneTimeCode } from './support/program.mjs'
import { codeFor } from './support/staff.mjs'

const words = WORDS.en
const GRANDMOTHER = { name: '林秀英', number: '330102194103120041', county: 'Gongshu District' }

let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

const open = () => openPage(browser, program.url, { scale: 1 })

test('s1_21_an_adult_agrees_by_the_code_on_their_phone_and_ends_it_on_their_own_page', async () => {
  const [own, other] = demo.identities
  const theirs = await open()
  await ownCode(theirs.page, words, demo, other)
  const mine = await open()
  await ownCode(mine.page, words, demo, own)
  await askFor(mine.page, words, { name: other.name, number: other.document_number, phone: other.phone }, 'parent')
  const card = mine.page.locator('[data-member="asked"]')
  await card.waitFor()
  assert.deepEqual(await barriers(mine.page), [])
  await card.getByLabel(/six digits that they tell you/).fill(await oneTimeCode(demo.inbox_url, other.phone))
  await takePicture(mine.page, program, 'family-asked-phone')
  await card.getByRole('button', { name: 'Enter and confirm' }).click()
  await mine.page.locator('[data-member="linked"]').waitFor()
  await button(mine.page, 'Back').click()
  await mine.page.getByText('1 of 2').waitFor()
  await button(mine.page, words.switch).click()
  await mine.page.getByRole('dialog').getByRole('button', { name: /parent$/ }).click()
  assert.equal(await shown(mine.page), 'green')

  // They read who holds them, and end it: the code is gone from the other phone too.
  await button(theirs.page, words.account).click()
  await button(theirs.page, words.family).click()
  await theirs.page.locator('[data-held-by]').waitFor()
  assert.deepEqual(await barriers(theirs.page), [])
  await takePicture(theirs.page, program, 'family-held-phone')
  await button(theirs.page, 'End it').click()
  await button(theirs.page, 'End it now').click()
  await theirs.page.locator('[data-held-by]').waitFor({ state: 'detached' })
  await mine.page.locator('[data-applicants]').waitFor({ state: 'detached' })
  assert.deepEqual([...mine.complaints, ...theirs.complaints], [])
  await mine.context.close()
  await theirs.context.close()
})

test('s1_21_a_worker_sees_who_has_no_phone_and_the_blue_code_becomes_green', async () => {
  const mine = await open()
  await ownCode(mine.page, words, demo, demo.identities[2])
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
  await page.getByText(/^Confirmed/).waitFor()
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
