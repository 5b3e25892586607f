// The code is read by another program in each state that the demonstration knows, on a narrow phone, in large letters,
// by whoever prefers the dark.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { riskyCounty } from './support/lists.mjs'
import { readQr } from './support/qr.mjs'
import { addStay, askForCode, enter, finish, stateShown, stayHome } from './support/resident.mjs'

const NARROW = { width: 320, height: 640 }
const MOST_VERSION = 15
let program, browser, demo, risky

inDemonstration(
  async (given) => {
    ;({ program, browser, demo } = given)
    risky = await riskyCounty(program.url, demo.today)
  },
  () => ({ date: '2022-07-14' }),
)

/** Reads the code as it is, in large letters and in the dark; each time it is the text that the page presents. */
async function readEverywhere(page) {
  const version = Number(await page.locator('canvas').getAttribute('data-version'))
  assert.ok(version <= MOST_VERSION, `version ${version}`)
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme: scheme })
    assert.match(await readQr(page, program.folder), /^HCP1:[0-9A-Z $%*+./:-]+$/)
    await page.getByRole('button', { name: /text$/ }).click()
    assert.match(await readQr(page, program.folder), /^HCP1:/)
  }
}

test('n_1_a_green_code_is_read_on_a_narrow_phone_in_large_letters_and_in_the_dark', async () => {
  const { context, page } = await openPage(browser, program.url, { viewport: NARROW })
  await enter(page, demo, demo.identities[0])
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')
  await readEverywhere(page)
  await context.close()
})

test('n_1_a_yellow_and_a_red_code_are_read_on_a_narrow_phone_in_large_letters_and_in_the_dark', async () => {
  const { context, page } = await openPage(browser, program.url, { viewport: NARROW })
  await enter(page, demo, demo.identities[1], 'Gongshu District')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByLabel('Temperature').fill('37.5')
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByRole('button', { name: 'Submit' }).click()
  assert.equal(await stateShown(page), 'yellow')
  await readEverywhere(page)

  await page.getByRole('button', { name: /declare again/ }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await addStay(page, risky, risky.area.text)
  await finish(page)
  await page.locator('[data-state="red"] canvas').waitFor()
  await readEverywhere(page)
  await context.close()
})

test('n_1_a_grey_code_of_somebody_who_has_not_declared_is_read_on_a_narrow_phone_in_large_letters_and_in_the_dark', async () => {
  const { context, page } = await openPage(browser, program.url, { viewport: NARROW })
  await enter(page, demo, demo.identities[2])
  // The page asks nobody for a code before the first declaration; another channel of the same phone may.
  await askForCode(page)
  await page.goto('/#/code')
  assert.equal(await stateShown(page), 'none')
  await readEverywhere(page)
  await context.close()
})
