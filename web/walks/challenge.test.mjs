// A gate asks, and the resident's page answers: by figures that are typed, and by the phone's camera.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, openGate, paste, verdict } from './support/gate.mjs'
import { credential } from './support/phone.mjs'
import { readQr } from './support/qr.mjs'
import { enter, stateShown, stayHome } from './support/resident.mjs'
import { withCamera } from './support/video.mjs'

const HALF_MINUTE_MS = 30_000
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

/** The figures that a gate asks for. */
async function figuresOf(gate) {
  await gate.getByRole('button', { name: 'Challenge' }).click()
  await gate.getByRole('button', { name: 'Figures instead' }).click()
  return gate.locator('.challenge .big').innerText()
}

test('s2_3_a_gate_asks_the_page_answers_by_typed_figures_and_the_gate_passes_it', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await context.clock.install()
  await enter(page, demo, demo.identities[0])
  await stayHome(page)
  assert.equal(await stateShown(page), 'green')

  await page.getByRole('button', { name: '中文', exact: true }).click()
  await page.getByRole('button', { name: '检查点要求现场验证' }).click()
  await page.getByLabel('检查点显示的六位数字').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: '关闭', exact: true }).click()
  await page.getByRole('button', { name: 'English', exact: true }).click()

  const ask = page.getByRole('button', { name: 'A gate asks for figures' })
  await ask.click()
  const field = page.getByLabel('Six figures of the gate')
  await field.fill('4711O')
  await page.getByText('Only figures stand here').waitFor()
  await field.fill('4711')
  await page.getByRole('button', { name: 'Show the answer' }).click()
  await page.getByText('Six figures are needed, you typed 4').waitFor()
  assert.deepEqual(await barriers(page), [])

  const gate = await openGate(browser, program, codeOf(demo, 'shop'))
  const figures = await figuresOf(gate.page)
  await field.fill(figures)
  await page.getByText(`Answers the gate: ${figures}`).waitFor()
  await paste(gate.page, await readQr(page, program.folder))
  assert.equal((await verdict(gate.page, 0)).outcome, 'pass')
  assert.deepEqual(await barriers(page), [])

  // Half a minute later the usual code is back, which answers nobody.
  await context.clock.fastForward(HALF_MINUTE_MS)
  await page.getByText(/^New in/).waitFor()
  assert.equal(credential.peek(await readQr(page, program.folder)).nonce, null)
  assert.deepEqual(complaints, [])
  await gate.context.close()
  await context.close()
})

test('s2_3_the_camera_of_the_phone_reads_the_challenge_and_the_next_code_answers_it', async () => {
  const nonce = crypto.getRandomValues(new Uint8Array(8))
  await withCamera(credential.challengeText(nonce), program.folder, async (filming) => {
    const { page, complaints } = await openPage(filming, program.url)
    await enter(page, demo, demo.identities[1], 'Gongshu District')
    await stayHome(page)
    assert.equal(await stateShown(page), 'green')
    await page.getByRole('button', { name: 'A gate asks for figures' }).click()
    await page.getByRole('button', { name: 'Scan the QR code of the gate instead' }).click()
    await page.getByText('Answers the gate', { exact: true }).waitFor()
    assert.deepEqual(credential.peek(await readQr(page, program.folder)).nonce, nonce)
    assert.deepEqual(complaints, [])
  })
})
