// A pupil without a phone: the mother agrees in her own app in the same words, prints the sheet that the child carries, and reads the
// child's tests. The teacher takes a pupil off the list, and renews the QR code, whose printed one opens nothing from then on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { askFor, button, ownCode, shown, WORDS } from './support/family.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { takePicture } from './support/pictures.mjs'
import { readQr } from './support/qr.mjs'
import { addClass, registerSchool, SCHOOL, untilRegistered } from './support/school.mjs'
import { enrol, openConsole } from './support/staff.mjs'

const words = WORDS.en
const DAUGHTER = { name: '林朵朵', number: '330102201506010026' }
let program, browser, demo

inDemonstration((opened) => ({ program, browser, demo } = opened), () => ({ colleagues: 3 }))

const members = (page) => page.locator('[data-member]')

/** The teacher at the page of a new class, and what its QR code carries. */
async function teacher() {
  const added = await registerSchool(browser, program, demo)
  const desk = await openConsole(browser, program)
  await enrol(desk.page, added.code, 'Organisations')
  await untilRegistered(desk.page)
  await addClass(desk.page, 'Class 1.1')
  await desk.page.getByRole('link', { name: /Class 1\.1/ }).click()
  await desk.page.getByRole('link', { name: 'Invite', exact: true }).click()
  return { ...desk, token: await tokenOn(desk.page) }
}

const tokenOn = async (page) => ((await page.locator('[data-link]').textContent()) ?? '').split('#join=')[1]

test('s1_8_a_mother_agrees_for_a_child_without_a_phone', async () => {
  const desk = await teacher()
  const mother = await openPage(browser, program.url, { scale: 1 })
  const { page } = mother
  await ownCode(page, words, demo, demo.identities[0])
  await askFor(page, words, DAUGHTER, words.child)
  await page.getByText(words.place(2, 2)).waitFor()
  assert.equal(await shown(page), 'green')

  await test('s1_21_she_prints_the_childs_sheet_and_reads_its_tests', async () => {
    await button(page, 'Tests').click()
    await page.getByText('No results yet').waitFor()
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'child-code-phone')
    await button(page, 'Print a code on paper').click()
    await page.locator('[data-sheet-of]').getByText('For 林**').waitFor()
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'child-sheet-ask-phone')
    await button(page, 'Agree and make a sheet').click()
    await page.getByRole('article').getByText(DAUGHTER.name).waitFor()
    await takePicture(page, program, 'child-sheet-phone')
    await page.emulateMedia({ media: 'print' })
    const text = await readQr(page, program.folder)
    await page.emulateMedia({ media: 'screen' })
    const gate = await openGate(browser, program, codeOf(demo, 'shop'))
    await paste(gate.page, text)
    assert.equal((await verdict(gate.page, 0)).outcome, 'pass')
    await gate.context.close()
  })

  await page.goto(`/#join=${desk.token}`)
  await page.getByRole('heading', { name: SCHOOL }).waitFor()
  await page.getByText(`In full: ${demo.identities[0].name}`).waitFor()
  // While the words about the child are on their way, nothing of the mother's can be agreed to for the child.
  let letGo = () => undefined
  const held = new Promise((resolve) => (letGo = () => void resolve(undefined)))
  await page.route('**/api/organisations/offer', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('radio', { name: /林\*\* · child/ }).check()
  await page.locator('[data-offer-to="oneself"]').waitFor({ state: 'detached' })
  assert.equal(await button(page, 'I agree and join').count(), 0)
  letGo()
  await page.getByText(`You agree for ${DAUGHTER.name}`).waitFor()
  await page.unroute('**/api/organisations/offer')
  assert.equal(await page.locator('[data-offer-to="oneself"]').count(), 0)
  // It need not be now; then the school invites the child by its roster, and the invitation is the child's.
  await button(page, 'Do not join').click()
  await desk.page.getByLabel('Roster (paste it or choose a file)').fill(`${DAUGHTER.name},${DAUGHTER.number}\n`)
  await desk.page.getByRole('button', { name: 'Invite 1' }).click()
  await desk.page.getByText('1 rows: invited').waitFor()
  await page.reload()
  await page.locator('[data-invitation]').getByRole('button', { name: 'Look' }).click()
  await page.getByText(`You agree for ${DAUGHTER.name}`).waitFor()
  assert.ok(await page.getByRole('radio', { name: /林\*\* · child/ }).isChecked())
  await page.getByText('whether you checked in or declared today').waitFor()
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'child-join-phone')
  await page.getByRole('radio', { name: /^In full/ }).check()
  await button(page, 'I agree and join').click()
  const childs = page.locator('[data-organisations-of]').filter({ hasText: 'Organisations of 林**' })
  await childs.locator('[data-membership]').getByText('Class 1.1').waitFor()
  assert.equal(await page.locator('[data-organisations-of="oneself"] [data-membership]').count(), 0)
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'child-organisations-phone')

  await test('s1_8_the_teacher_takes_the_child_off_and_the_mother_finds_it_gone', async () => {
    await desk.page.getByRole('link', { name: "Today's list" }).click()
    await members(desk.page).getByText(DAUGHTER.name).waitFor()
    await desk.page.getByRole('button', { name: `Take ${DAUGHTER.name} off the list` }).click()
    assert.deepEqual(await barriers(desk.page), [])
    await takePicture(desk.page, program, 'school-remove-desk')
    await desk.page.getByRole('button', { name: 'Take off the list', exact: true }).click()
    await desk.page.getByText('Nobody has agreed yet').waitFor()
    await page.reload()
    await page.locator('[data-organisations-of]').nth(1).getByText('You have joined none').waitFor()
    assert.equal(await page.locator('[data-membership]').count(), 0)
  })

  await test('s1_8_a_renewed_qr_code_ends_the_printed_one', async () => {
    await desk.page.getByRole('link', { name: 'Invite', exact: true }).click()
    await desk.page.getByRole('button', { name: 'Renew the QR code' }).click()
    assert.deepEqual(await barriers(desk.page), [])
    await takePicture(desk.page, program, 'school-renew-desk')
    await desk.page.getByRole('button', { name: 'Renew it: the old one ends now' }).click()
    await desk.page.getByText('Print the new code and put it up').waitFor()
    const renewed = await tokenOn(desk.page)
    assert.notEqual(renewed, desk.token)
    await page.goto(`/#join=${desk.token}`)
    await page.getByText('it may have been renewed').waitFor()
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'school-old-code-phone')
    await page.goto(`/#join=${renewed}`)
    await page.getByRole('heading', { name: SCHOOL }).waitFor()
  })
  // The old code was looked for in vain.
  const other = [...desk.complaints, ...mother.complaints].filter((line) => !/404/.test(line))
  assert.deepEqual(other, [])
  await desk.context.close()
  await mother.context.close()
})
