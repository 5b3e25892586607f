// Pictures of the console, empty and full, on a desk and a phone; on the way a list is tried before anybody signs it.
import assert from 'node:assert/strict'
import path from 'node:path'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { barriers, DESK, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { withRaisedCounty } from './support/lists.mjs'
import { Phone } from './support/phone.mjs'
import { takePicture } from './support/pictures.mjs'
import { codeFor, draftOrder, endOthers, enrol, goToTask, look, makePasskey, openConsole, showCode, signDraft } from './support/staff.mjs'

/** As narrow as a phone that many have. */
const NARROW = { width: 390, height: 844 }
/** A low desk, for the screens that hold much: a picture stays below its bound. */
const LOW = { width: 1280, height: 640 }
let program, browser, demo, member

inDemonstration(
  async (given) => {
    ;({ program, browser, demo } = given)
    member = await openConsole(browser, program)
  },
  () => ({ date: '2022-07-14' }),
)

/** The same screen on a desk and on a phone, where nothing sticks out. */
async function takeBoth(page, name) {
  await takePicture(page, program, `console-${name}-desk`)
  await takeOnPhone(page, name)
}

async function takeOnPhone(page, name) {
  await page.setViewportSize(NARROW)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), NARROW.width)
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, `console-${name}-phone`)
  await page.setViewportSize(DESK)
}

test('n_3_anybody_reads_the_alarms_and_the_limits_in_both_languages', async () => {
  const { context, page, complaints } = await openPage(browser, program.url, { viewport: DESK, scale: 1 })
  await page.goto('/console')
  await page.getByRole('link', { name: 'Alarms and limits' }).click()
  await page.getByText('There is no alarm.').waitFor()
  await page.getByRole('row', { name: 'Two officials together 3 5 10 20' }).waitFor()
  await takeBoth(page, 'no-alarms')
  assert.deepEqual(complaints, [])
  await context.close()
})

test('s0_24_pictures_of_signing_in_of_no_tasks_and_of_an_account', async () => {
  const { page } = member
  await page.getByRole('link', { name: 'Staff sign-in' }).click()
  await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor()
  await takeBoth(page, 'sign-in')
  await showCode(page, codeFor(demo, 'chen.li'))
  await page.getByRole('radio', { name: /^A password/ }).check()
  await takeBoth(page, 'enrolment')
  await makePasskey(page)
  await page.getByRole('heading', { name: 'Nothing waits for you now.' }).waitFor()
  await takeBoth(page, 'no-tasks')
  await page.getByRole('link', { name: 'Proposals', exact: true }).click()
  await page.getByText('Events of cases').first().waitFor()
  await takeBoth(page, 'first-proposals')
  await page.getByRole('link', { name: 'My account' }).click()
  await takeBoth(page, 'account')
})

test('n_6_who_changes_colour_is_seen_by_city_before_anybody_signs_a_list', async () => {
  const { page } = member
  const traveller = await Phone.enter(program, demo, demo.identities[2], '330105')
  await traveller.declareYuhang()
  assert.equal(await traveller.fetchCode(), 'yellow')
  const file = path.join(program.folder, 'newer.json')
  await writeFile(file, JSON.stringify(withRaisedCounty(await program.list())))
  await page.getByRole('link', { name: 'New proposal' }).click()
  await page.getByRole('link', { name: /^A risk list/ }).waitFor()
  await page.setViewportSize(LOW)
  await takePicture(page, program, 'console-propose-desk')
  await takeOnPhone(page, 'propose')
  await page.getByRole('link', { name: /^A risk list/ }).click()
  await page.getByLabel('File').setInputFiles(file)
  await page.getByLabel('Legal basis').selectOption('infectious_diseases_42')
  await page.getByLabel('Why').fill('The list of the afternoon: Yuhang has high risk.')
  await page.getByRole('button', { name: 'Check it' }).click()
  await page.getByRole('heading', { name: 'Check what you are about to sign' }).waitFor()
  await page.getByRole('row', { name: /^Hangzhou Yellow → Red [1-9]/ }).waitFor()
  await page.setViewportSize(LOW)
  await takePicture(page, program, 'console-list-desk')
  await takeOnPhone(page, 'list')
  await signDraft(page)
  await page.getByText('newer.json').waitFor()
})

test('n_3_pictures_of_an_order_from_its_form_to_its_approval', async () => {
  const approver = await openConsole(browser, program)
  await endOthers(program)
  await enrol(approver.page, codeFor(demo, 'wang.min'))
  const { page } = member
  await draftOrder(page, demo.identities[1], 'Yellow', 'Shared a room with a confirmed case; no rule reaches it.')
  await takeOnPhone(page, 'read-back')
  await page.getByRole('button', { name: 'Go back and change it' }).click()
  await takeBoth(page, 'order')
  await page.getByRole('button', { name: 'Check it' }).click()
  await signDraft(page)
  await page.getByRole('link', { name: 'Proposals', exact: true }).click()
  await page.getByText('Proposals: 3').waitFor()
  await page.setViewportSize(LOW)
  await takePicture(page, program, 'console-proposals-desk')
  await takeOnPhone(page, 'proposals')
  await approver.page.getByRole('link', { name: 'Tasks' }).click()
  await approver.page.getByRole('link', { name: /^Look and answer/ }).waitFor()
  await takeBoth(approver.page, 'tasks')
  await goToTask(approver.page)
  await takeBoth(approver.page, 'proposal-closed')
  await look(approver.page, 'Approving or refusing a proposal')
  await takeBoth(approver.page, 'proposal')

  await test('n_3_a_limit_that_was_passed_is_seen_by_anybody', async () => {
    // The list of the same hands was about more people than an official may change in an hour.
    await page.getByText('Over a limit: it counts only once a third has confirmed it').first().waitFor()
    await page.getByRole('link', { name: 'Alarms and limits' }).click()
    await page.getByRole('row', { name: /^Over a limit; a third must confirm it .* [1-9]$/ }).waitFor()
    await takeBoth(page, 'alarms')
  })
  assert.deepEqual([...member.complaints, ...approver.complaints], [])
})
