// An order about a person, as those see it who make it and the one whom it is about: proposed by one, approved by another
// whom the system drew, confirmed by a third from elsewhere.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { barriers, openBrowser, openPage } from './support/browser.mjs'
import { startProgram } from './support/program.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { codeFor, draftOrder, endOthers, enrol, openConsole, openTask } from './support/staff.mjs'

const WHY = 'Shared a room with a confirmed case; no rule reaches it.'
let program, browser, demo

before(async () => {
  program = await startProgram()
  browser = await openBrowser()
  demo = await program.demo()
  await endOthers(program)
})

after(async () => {
  await browser?.close()
  await program?.end()
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
  await proposer.page.getByRole('button', { name: 'Sign with a passkey and propose' }).click()
  await proposer.page.getByText('Waits for approval').waitFor()
  assert.deepEqual(await barriers(proposer.page), [])

  // The third comes into use before the approval, after which one is drawn.
  const who = ['--login', 'he.jing', '--name', '何静', '--role', 'epidemiologist@330000']
  const office = ['--office', '浙江省卫生健康委员会', '--division', '330000']
  const added = await program.command('staff', 'add', ...who, ...office)
  const third = await openConsole(browser, program)
  await enrol(third.page, added.code)

  await openTask(approver.page)
  await approver.page.getByText(WHY).waitFor()
  assert.deepEqual(await barriers(approver.page), [])
  await approver.page.getByRole('button', { name: 'Approve and sign' }).click()
  await approver.page.getByText('In force, a third has yet to confirm it').waitFor()

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

  await test('n_3_its_proposer_takes_it_back_and_the_colour_with_it', async () => {
    await proposer.page.reload()
    await proposer.page.getByRole('button', { name: 'Withdraw it' }).click()
    await proposer.page.getByRole('button', { name: 'Withdraw it', exact: true }).click()
    await proposer.page.getByText('Withdrawn').first().waitFor()
    await resident.page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await resident.page.locator('[data-state="green"] canvas').waitFor()
  })
  for (const { context, complaints } of [resident, proposer, approver, third]) {
    assert.deepEqual(complaints, [])
    await context.close()
  }
})
