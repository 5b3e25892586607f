// An order about a person, as those see it who make it and the one whom it is about: proposed by one, opened for a purpose
// and approved by another whom the system drew, confirmed by a third from elsewhere, and ended early by two.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { codeFor, draftOrder, endOthers, enrol, goToTask, look, openConsole, openTask, signDraft, tabTo } from './support/staff.mjs'

const WHY = 'Shared a room with a confirmed case; no rule reaches it.'
let program, browser, demo

inDemonstration(async (given) => {
  ;({ program, browser, demo } = given)
  await endOthers(program)
})

test('n_3_an_order_is_proposed_by_one_and_approved_by_another_who_was_drawn_and_the_person_sees_it_whole', async () => {
  const person = demo.identities[0]
  const resident = await openPage(browser, program.url)
  await enter(resident.page, demo, person)
  await stayHome(resident.page)
  assert.equal(await stateShown(resident.page), 'green')

  const proposer = await openConsole(browser, program)
  const approver = await openConsole(browser, program)
  await enrol(proposer.page, codeFor(demo, 'chen.li'))
  await enrol(approver.page, codeFor(demo, 'wang.min'))
  await draftOrder(proposer.page, person, 'Red', WHY)
  await proposer.page.getByText(`the code of ${person.name} (${person.document_number}) is Red`).waitFor()
  assert.deepEqual(await barriers(proposer.page), [])
  await signDraft(proposer.page)
  assert.deepEqual(await barriers(proposer.page), [])

  // The third comes into use before the approval, after which one is drawn.
  const who = ['--login', 'he.jing', '--name', '何静', '--role', 'epidemiologist@330000']
  const office = ['--office', '浙江省卫生健康委员会', '--division', '330000']
  const added = await program.command('staff', 'add', ...who, ...office)
  const third = await openConsole(browser, program)
  await enrol(third.page, added.code)

  await test('n_7_whoever_is_asked_reads_and_answers_nothing_before_they_say_why_they_look', async () => {
    const { page } = approver
    await goToTask(page)
    assert.ok(await page.getByRole('button', { name: 'Open it' }).isDisabled())
    assert.equal(await page.getByRole('button', { name: 'Approve and sign' }).count(), 0)
    const shown = (await page.textContent('main')) ?? ''
    for (const hidden of [person.name, person.document_number, WHY]) assert.ok(!shown.includes(hidden), hidden)
    assert.deepEqual(await barriers(page), [])
    await tabTo(page, 'Why do you look?')
    await page.keyboard.type('Approving')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText(WHY).waitFor()
    await page.getByText(person.document_number).waitFor()
    assert.deepEqual(await barriers(page), [])
  })
  await approver.page.getByRole('button', { name: 'Approve and sign' }).click()
  await approver.page.getByText('In force, a third has yet to confirm it').waitFor()
  await approver.page.getByText(WHY).waitFor()

  await resident.page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await resident.page.locator('[data-state="red"] canvas').waitFor()
  const heading = resident.page.getByRole('heading', { name: 'An order by officials' })
  const order = resident.page.locator('section', { has: heading })
  const offices = ['杭州市卫生健康委员会', '杭州市疾病预防控制中心']
  for (const said of [...offices, WHY, /article 39/, /must confirm it before/, /^to object/]) {
    await order.getByText(said).first().waitFor()
  }
  assert.deepEqual(await barriers(resident.page), [])

  await test('n_3_a_third_from_another_division_confirms_it', async () => {
    await openTask(third.page)
    await third.page.getByRole('button', { name: 'Confirm and sign' }).click()
    await third.page.getByText('In force, confirmed by a third').waitFor()
    await resident.page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await order.getByText(/confirmed by a third office/).waitFor()
  })

  await test('n_3_what_counts_ends_early_by_two_and_the_colour_with_it', async () => {
    const { page } = proposer
    await page.reload()
    await page.getByText(/nobody takes it back alone/).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Withdraw it' }).count(), 0)
    await page.getByRole('link', { name: 'Propose its early end' }).click()
    await page.getByLabel('Legal basis').selectOption('infectious_diseases_39')
    await page.getByLabel('Why').fill('They never shared the room: the register was read wrongly.')
    await page.getByRole('button', { name: 'Check it' }).click()
    await page.getByText(/^The order of proposal \d+ ends on the day of its approval/).waitFor()
    await signDraft(page)
    const asked = await whoIsAsked([approver.page, third.page])
    await goToTask(asked)
    await asked.getByText('the register was read wrongly').waitFor()
    await asked.getByRole('button', { name: 'Approve and sign' }).click()
    await asked.getByText('In force', { exact: true }).waitFor()
    await resident.page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await resident.page.locator('[data-state="green"] canvas').waitFor()
  })

  await test('n_7_the_person_reads_who_looked_and_for_which_purpose', async () => {
    const { page } = resident
    await page.getByRole('button', { name: 'My data' }).click()
    await page.getByRole('button', { name: 'Who looked at my data' }).click()
    const looks = page.getByRole('listitem').filter({ hasText: 'A proposal about you was read' })
    const why = 'A member of staff of 杭州市疾病预防控制中心 · Approving or refusing a proposal'
    await looks.filter({ hasText: why }).waitFor()
  })
  for (const { context, complaints } of [resident, proposer, approver, third]) {
    assert.deepEqual(complaints, [])
    await context.close()
  }
})

test('n_3_its_proposer_takes_it_back_as_long_as_it_does_not_count', async () => {
  const { context, page, complaints } = await openConsole(browser, program)
  const who = ['--login', 'liu.yan', '--name', '刘燕', '--role', 'epidemiologist@330100']
  const { code } = await program.command('staff', 'add', ...who, '--office', '杭州市卫生健康委员会', '--division', '330100')
  await enrol(page, code)
  await draftOrder(page, demo.identities[1], 'Yellow', WHY)
  await signDraft(page)
  await page.getByRole('button', { name: 'Withdraw it' }).click()
  await page.getByText('It does not count yet').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Withdraw it', exact: true }).click()
  await page.getByText('Withdrawn', { exact: true }).waitFor()
  await look(page, 'Checking what was declared')
  await page.getByText(WHY).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Withdraw it' }).count(), 0)
  assert.deepEqual(complaints, [])
  await context.close()
})

/** The page of the one of them who was drawn. */
async function whoIsAsked(pages) {
  for (const page of pages) {
    await page.getByRole('link', { name: 'Tasks' }).click()
    const task = page.getByRole('link', { name: /^Look and answer/ })
    await task.or(page.getByRole('heading', { name: 'Nothing waits for you now.' })).waitFor()
    if ((await task.count()) > 0) return page
  }
  throw new Error('nobody was asked')
}
