// An appeal, from the person's page to its answer: nobody answers in time and the order is suspended; then a reviewer who had
// no part in it answers, and code and page say the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { codeFor, draftOrder, endOthers, enrol, look, openConsole, openTask, signDraft } from './support/staff.mjs'

const WRONG = 'I was in Ningbo that day; the room was not mine.'
let program, browser, demo

inDemonstration(async (given) => {
  ;({ program, browser, demo } = given)
  await endOthers(program)
})

/** A person whom two officials made red. */
async function madeRed(person) {
  const resident = await openPage(browser, program.url)
  await enter(resident.page, demo, person)
  await stayHome(resident.page)
  assert.equal(await stateShown(resident.page), 'green')
  const proposer = await openConsole(browser, program)
  const approver = await openConsole(browser, program)
  await enrol(proposer.page, codeFor(demo, 'chen.li'))
  await enrol(approver.page, codeFor(demo, 'wang.min'))
  await draftOrder(proposer.page, person, 'Red', 'Shared a room with a confirmed case; no rule reaches it.')
  await signDraft(proposer.page)
  await openTask(approver.page)
  await approver.page.getByRole('button', { name: 'Approve and sign' }).click()
  await approver.page.getByText('In force, a third has yet to confirm it').waitFor()
  for (const { context } of [proposer, approver]) await context.close()
  await again(resident.page, 'red')
  return resident
}

/** Looks again, until the code has a colour. */
async function again(page, state) {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.locator(`[data-state="${state}"] canvas`).waitFor()
}

/** A member of staff whom nobody knows yet. */
async function added(login, role, office) {
  const who = ['--login', login, '--name', '郑重', '--role', `${role}@330100`]
  const { code } = await program.command('staff', 'add', ...who, '--office', office, '--division', '330100')
  const member = await openConsole(browser, program)
  await enrol(member.page, code, role === 'community_worker' ? 'Appeals' : 'Tasks')
  return member
}

test('n_3_an_order_that_nobody_answers_for_is_suspended_and_code_and_page_say_so', async () => {
  const person = demo.identities[0]
  const { context, page, complaints } = await madeRed(person)
  await page.getByRole('button', { name: 'Object to this' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('What is wrong, and why').fill(WRONG)
  await sheet.getByLabel('What shows it').fill('Train ticket G7503')
  assert.deepEqual(await barriers(page), [])
  await sheet.getByRole('button', { name: 'Send' }).click()
  await page.getByText(/somebody who had no part in the decision answers before/).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Object to this' }).count(), 0, 'one waits already')
  assert.deepEqual(await barriers(page), [])

  await program.nextDay()
  await program.nextDay()
  await again(page, 'green')
  await page.getByText(/^not answered in time: what officials ordered or said is suspended/).waitFor()
  const order = page.locator('section', { has: page.getByRole('heading', { name: 'An order by officials' }) })
  await order.getByText(/^suspended/).waitFor()

  await test('n_2_somebody_who_had_no_part_in_it_reads_it_for_a_purpose_and_answers', async () => {
    const reviewer = await added('zheng.zhong', 'reviewer', '杭州市信访局')
    const desk = reviewer.page
    await desk.getByRole('link', { name: 'Appeals' }).click()
    await desk.getByText('Not answered in time: what officials ordered or said is suspended').waitFor()
    assert.deepEqual(await barriers(desk), [])
    const listed = (await desk.textContent('main')) ?? ''
    assert.ok(!listed.includes(person.name) && !listed.includes(WRONG), 'the list names nobody')
    await desk.getByRole('link', { name: /^Look and answer/ }).click()
    await look(desk, 'Deciding an appeal')
    await desk.getByText(WRONG).waitFor()
    await desk.getByText(person.document_number).waitFor()
    assert.deepEqual(await barriers(desk), [])
    await desk.getByLabel('Why', { exact: true }).fill('The register of the hotel names you for that night.')
    await desk.getByRole('button', { name: 'The decision stays' }).click()
    await desk.getByText('Rejected', { exact: true }).waitFor()
    assert.deepEqual(reviewer.complaints, [])
    await reviewer.context.close()
    await again(page, 'red')
    await page.getByText('The register of the hotel names you for that night.').waitFor()
    await page.getByText('The answer of 杭州市信访局').waitFor()
  })
  assert.deepEqual(complaints, [])
  await context.close()
})

test('n_2_an_appeal_on_paper_is_taken_down_by_a_community_worker', async () => {
  const person = demo.identities[0]
  const { context, page, complaints } = await added('qian.yue', 'community_worker', '西湖区灵隐街道办事处')
  await page.getByText(/Take one down from paper/).click()
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('Document', { exact: true }).selectOption(person.document_kind)
  await page.getByLabel('Document number').fill(person.document_number)
  await page.getByLabel('Why it is wrong').fill('书面申诉：旅店登记有误。')
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Take it down' }).click()
  await page.getByText('Write this number on the paper').waitFor()
  assert.deepEqual(complaints, [])
  await context.close()
})
