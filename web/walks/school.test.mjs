// A teacher's day: a school is registered by two, pupils agree on their phones, and the morning is three screens: the list, the
// reminder, the table to take along. Nobody's colour is anywhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFile } from 'node:fs/promises'
import { barriers, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { Phone } from './support/phone.mjs'
import { takePicture } from './support/pictures.mjs'
import { enter, stayHome } from './support/resident.mjs'
import { addClass, registerSchool, SCHOOL, untilRegistered } from './support/school.mjs'
import { enrol, openConsole, sharePasskeys } from './support/staff.mjs'

let program, browser, demo

inDemonstration((opened) => ({ program, browser, demo } = opened), () => ({ colleagues: 3 }))

const members = (page) => page.locator('[data-member]')
const member = (page, name) => members(page).filter({ hasText: name })

test('s1_8_a_teachers_day_in_three_screens', async () => {
  const added = await registerSchool(browser, program, demo)
  const desk = await openConsole(browser, program)
  const { page } = desk
  await enrol(page, added.code, 'Organisations')
  await untilRegistered(page)
  await page.getByRole('heading', { name: SCHOOL }).waitFor()
  await addClass(page, 'Class 7.2')
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'school-classes-desk')
  await page.getByRole('link', { name: /Class 7\.2/ }).click()
  await page.getByText('Nobody has agreed yet').waitFor()
  await page.getByRole('link', { name: 'Invite', exact: true }).click()
  const link = (await page.locator('[data-link]').textContent()) ?? ''
  assert.match(link, /#join=[\w-]{43}$/)
  assert.deepEqual(await barriers(page), [])
  await takePicture(page, program, 'school-invite-desk')
  const token = link.split('#join=')[1]

  await test('s1_8_what_the_school_would_see_is_read_out_before_anybody_agrees', async () => {
    const pupil = await openPage(browser, program.url, { scale: 1 })
    await enter(pupil.page, demo, demo.identities[0])
    await stayHome(pupil.page)
    await pupil.page.locator('[data-state] canvas').first().waitFor()
    await pupil.page.goto(`/#join=${token}`)
    await pupil.page.getByRole('heading', { name: SCHOOL }).waitFor()
    assert.equal(new URL(pupil.page.url()).hash, '#/join', 'the token leaves the address')
    await pupil.page.getByText('whether you checked in or declared today').waitFor()
    await pupil.page.getByText(/your colour, a reason, a place/).waitFor()
    assert.deepEqual(await barriers(pupil.page), [])
    await takePicture(pupil.page, program, 'school-join-phone')
    await pupil.page.getByRole('button', { name: 'I agree and join' }).click()
    await pupil.page.locator('[data-membership]').getByText('Class 7.2').waitFor()
    assert.deepEqual(await barriers(pupil.page), [])
    await takePicture(pupil.page, program, 'school-mine-phone')
    assert.deepEqual(pupil.complaints, [])

    await test('s1_8_a_member_leaves_by_one_tap_and_is_seen_no_more', async () => {
      await page.getByRole('link', { name: "Today's list" }).click()
      await members(page).first().waitFor()
      assert.equal(await members(page).count(), 1)
      await pupil.page.getByRole('button', { name: 'Leave' }).click()
      await pupil.page.getByText('From now on it sees nothing of you').waitFor()
      await page.reload()
      await page.getByText('Nobody has agreed yet').waitFor()
    })
    await pupil.page.goto(`/#join=${token}`)
    await pupil.page.getByRole('heading', { name: SCHOOL }).waitFor()
    await pupil.page.getByRole('checkbox').check()
    await pupil.page.getByRole('button', { name: 'I agree and join' }).click()
    await pupil.page.locator('[data-membership]').getByText('may print a card').waitFor()
    await pupil.context.close()
  })

  const red = await Phone.enter(program, demo, demo.identities[1], '330105')
  await red.declareWuchang(true)
  await red.join(token)
  const quiet = await Phone.enter(program, demo, demo.identities[2], '330106')
  await quiet.join(token)

  const pocket = await openConsole(browser, program, { viewport: PHONE, scale: 1 })
  await sharePasskeys(desk, pocket)
  await pocket.page.goto('/console#/sign-in')
  await pocket.page.getByRole('button', { name: /passkey/ }).first().click()
  await pocket.page.getByRole('heading', { name: SCHOOL }).waitFor()

  for (const [name, face] of /** @type {const} */ ([
    ['desk', page],
    ['phone', pocket.page],
  ])) {
    await test(`s1_8_the_list_of_the_morning_on_a_${name}`, async () => {
      await face.goto('/console#/organisations')
      await face.getByRole('link', { name: /Class 7\.2/ }).click()
      await members(face).nth(2).waitFor()
      await member(face, demo.identities[1].name).getByText('Not today').waitFor()
      await member(face, demo.identities[2].name).getByText('Not reported').waitFor()
      await member(face, demo.identities[2].name).getByText('Ask').waitFor()
      await member(face, '*').getByText('May enter').waitFor()
      const said = (await face.locator('main').textContent()) ?? ''
      assert.doesNotMatch(said, /\bred\b|\bgreen\b|\byellow\b|quarantine|Wuchang/i)
      assert.deepEqual(await barriers(face), [])
      await takePicture(face, program, `school-list-${name}`)
    })
  }

  await test('s1_8_one_tap_reminds_who_has_not_reported', async () => {
    await pocket.page.getByRole('button', { name: 'Remind 1 who have not reported' }).click()
    await pocket.page.getByText('1 reminded').waitFor()
    assert.deepEqual(await barriers(pocket.page), [])
    await takePicture(pocket.page, program, 'school-reminded-phone')
  })

  await test('s1_8_the_table_says_just_that', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as a table (CSV)' }).click()])
    const table = await readFile(await download.path(), 'utf8')
    const [head, ...rows] = table.replace('\uFEFF', '').trim().split('\r\n')
    assert.equal(head, 'date,unit,name,reported,entering')
    assert.equal(rows.length, 3)
    assert.ok(rows.some((row) => row.endsWith(`${demo.identities[1].name},yes,not_today`)))
    assert.ok(rows.some((row) => row.endsWith(`${demo.identities[2].name},no,ask`)))
    assert.doesNotMatch(table, /red|green|yellow/)
  })

  await test('s1_8_a_roster_says_invited_for_every_row', async () => {
    await page.getByRole('link', { name: 'Invite', exact: true }).click()
    const { name, phone } = demo.identities[1]
    await page.getByLabel('Roster (paste it or choose a file)').fill(`${name},${phone}\n王小明,13900000099\n`)
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/roster'))
    await page.getByRole('button', { name: 'Invite 2' }).click()
    assert.equal(await (await answered).text(), '{"rows":["invited","invited"]}')
    await page.getByText('2 rows: invited').waitFor()
    await page.getByLabel('Roster (paste it or choose a file)').fill('王小明\n')
    await page.getByText('Line 1 lacks a name or a number').waitFor()
    assert.deepEqual(await barriers(page), [])
  })

  await test('s1_8_cards_are_made_for_those_who_agreed_to_one', async () => {
    await page.getByRole('link', { name: 'Cards', exact: true }).click()
    await page.getByRole('button', { name: 'Make the cards' }).click()
    await page.locator('[data-card]').first().waitFor()
    assert.equal(await page.locator('[data-card]').count(), 1)
    assert.deepEqual(await barriers(page), [])
    await takePicture(page, program, 'school-cards-desk')
  })

  assert.deepEqual([...desk.complaints, ...pocket.complaints], [])
  await desk.context.close()
  await pocket.context.close()
})
