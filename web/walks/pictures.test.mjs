// Pictures for the README, of the real pages: a phone and a desk, both languages. They are written into the
// repository where HEALTHCODE_PICTURES names the folder; otherwise the walk only shows that they can be taken.
import assert from 'node:assert/strict'
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { DESK, PHONE, openBrowser, openPage } from './support/browser.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { riskyCounty } from './support/lists.mjs'
import { Phone } from './support/phone.mjs'
import { startProgram } from './support/program.mjs'
import { addStay, enter, finish, stateShown, stayHome } from './support/resident.mjs'

const MOST_BYTES = 150_000
let program, browser, demo, folder

before(async () => {
  program = await startProgram({ date: '2022-07-14' })
  browser = await openBrowser()
  demo = await program.demo()
  folder = process.env['HEALTHCODE_PICTURES'] ?? path.join(program.folder, 'pictures')
  await mkdir(folder, { recursive: true })
})

after(async () => {
  await browser?.close()
  await program?.end()
})

/** Takes a picture in both languages, and gives the page back in English. */
async function take(page, name) {
  for (const [language, other] of [
    ['en', '中文'],
    ['zh', 'English'],
  ]) {
    await page.evaluate(() => document.fonts.ready.then(() => window.scrollTo(0, 0)))
    const file = path.join(folder, `${name}-${language}.png`)
    await page.screenshot({ path: file, animations: 'disabled' })
    const { size } = await stat(file)
    assert.ok(size < MOST_BYTES, `${file}: ${size} bytes`)
    await page.getByRole('button', { name: other, exact: true }).click()
  }
}

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

test('s0_24_a_picture_of_a_gate_that_passes_and_one_that_stops', async () => {
  const phone = await Phone.enter(program, demo, demo.identities[2], '330102')
  await phone.declare('330102')
  const { context, page } = await openGate(browser, program, codeOf(demo, 'shop'), { scale: 1 })
  assert.equal(await phone.fetchCode(), 'green')
  const text = await phone.present()
  await paste(page, text)
  assert.equal((await verdict(page, 0)).outcome, 'pass')
  await page.screenshot({ path: path.join(folder, 'gate-pass-en.png'), animations: 'disabled' })
  await paste(page, `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`)
  assert.notEqual((await verdict(page, 1)).outcome, 'pass')
  await page.screenshot({ path: path.join(folder, 'gate-refused-en.png'), animations: 'disabled' })
  await context.close()
})
