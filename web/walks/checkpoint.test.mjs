// At a gate with a network: real codes of real decisions, by paste, by hand scanner and by camera.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, DESK, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { codeOf, enrol, forgetToken, heard, openGate, paste, stored, verdict, wedge } from './support/gate.mjs'
import { credential, Phone } from './support/phone.mjs'
import { readQr } from './support/qr.mjs'
import { withCamera } from './support/video.mjs'
import vectors from '../../crates/credential/vectors/presentations.json' with { type: 'json' }

const LOW = [196, 147]
let program, browser, demo, green, traveller

inDemonstration(async (given) => {
  ;({ program, browser, demo } = given)
  green = await Phone.enter(program, demo, demo.identities[0], '330102')
  await green.declare('330102')
  traveller = await Phone.enter(program, demo, demo.identities[1], '330105')
})

test('s2_19_a_device_enrols_by_its_code_once_and_forgets_everything_when_it_is_cut_off', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await page.goto('/checkpoint')
  await page.locator('form input').fill('00000-00000')
  await page.locator('form button').click()
  await page.getByRole('alert').waitFor()
  assert.deepEqual(await barriers(page), [])
  await enrol(page, codeOf(demo, 'transport').toLowerCase())
  await page.getByText('Metro Line 1').waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(complaints, [])

  const second = await openPage(browser, program.url)
  await second.page.goto('/checkpoint')
  await second.page.locator('form input').fill(codeOf(demo, 'transport'))
  await second.page.locator('form button').click()
  await second.page.getByRole('alert').waitFor()
  await second.context.close()

  await page.reload()
  await page.getByText('Metro Line 1').waitFor()
  await page.getByRole('button', { name: 'No code' }).click()
  await verdict(page, 0)
  await forgetToken(page)
  await page.reload()
  await page.getByRole('alert').getByText('This device was cut off').waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.doesNotMatch(await stored(page), /hcd_|no_code/)
  await context.close()
})

test('s2_19_green_passes_a_notice_is_by_hand_and_red_is_stopped_with_two_low_tones', async () => {
  const { context, page, complaints } = await openGate(browser, program, codeOf(demo, 'shop'), { viewport: DESK })
  assert.equal(await green.fetchCode(), 'green')
  await paste(page, await green.present())
  await page.locator('[data-scan="0"]').getByText('Confirmed by the server').waitFor()
  const passed = await verdict(page, 0)
  assert.equal(passed.outcome, 'pass')
  assert.match(passed.text, /Please go on/)
  assert.deepEqual(await barriers(page), [])
  assert.notDeepEqual(await heard(page), LOW)

  await traveller.declareWuchang(false)
  assert.equal(await traveller.fetchCode(), 'green')
  await wedge(page, await traveller.present())
  const noticed = await verdict(page, 1)
  assert.equal(noticed.outcome, 'by_hand')
  assert.match(noticed.text, /Green, with a notice[\s\S]*Take the temperature/)
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: 'Let through', exact: true }).click()
  await page.locator('.decided').waitFor()

  // The phone still shows a green of before; the decision is worse by now, and the gate says so at once.
  await traveller.fetchCode()
  const before = await traveller.present()
  await traveller.declareWuchang(true)
  await heard(page)
  await paste(page, before)
  await page.locator('[data-scan="2"][data-outcome="stop"]').waitFor()
  assert.deepEqual((await heard(page)).slice(-2), LOW)

  assert.equal(await traveller.fetchCode(), 'red')
  await wedge(page, await traveller.present())
  const stopped = await verdict(page, 3)
  assert.equal(stopped.outcome, 'stop')
  assert.match(stopped.text, /Please step aside[\s\S]*the reason is on your phone/)
  assert.deepEqual(await heard(page), LOW)
  assert.deepEqual(await barriers(page), [])

  await page.getByRole('button', { name: 'No code' }).click()
  assert.match((await verdict(page, 4)).text, /No code[\s\S]*prints a sheet/)
  await refusals(page)
  assert.deepEqual(complaints, [])
  await context.close()
})

/** A flipped character, a foreign key and a web address: each has its own words. */
async function refusals(page) {
  const text = await green.present()
  const flipped = text.slice(0, -6) + (text.at(-6) === 'A' ? 'B' : 'A') + text.slice(-5)
  await paste(page, flipped)
  assert.match((await verdict(page, 5)).text, /not shown by the phone to which it was issued/)
  const foreign = vectors.vectors.find(({ name }) => name === 'green').text
  await paste(page, foreign)
  assert.match((await verdict(page, 6)).text, /does not know who issued the code/)
  await paste(page, 'https://example.org/pay')
  assert.match((await verdict(page, 7)).text, /no health code/)
  await paste(page, await green.present({ aheadMs: -60_000 }))
  assert.match((await verdict(page, 8)).text, /A picture or an old code/)
  await paste(page, await green.present({ aheadMs: 120_000 }))
  assert.match((await verdict(page, 9)).text, /Made ahead of time/)
}

test('s1_7_nobody_is_kept_from_home_and_the_direction_is_one_tap', async () => {
  const { context, page } = await openGate(browser, program, codeOf(demo, 'community'), { language: 'zh', viewport: PHONE })
  await traveller.declareWuchang(true)
  await traveller.fetchCode()
  await paste(page, await traveller.present())
  const home = await verdict(page, 0)
  assert.equal(home.outcome, 'by_hand')
  assert.match(home.text, /人工核验[\s\S]*请直接回家/)
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('button', { name: '出', exact: true }).click()
  await traveller.fetchCode()
  await paste(page, await traveller.present())
  assert.equal((await verdict(page, 1)).outcome, 'stop')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Please step aside' }).waitFor()
  await context.close()
})

test('s2_3_a_challenge_is_read_from_the_screen_and_answered_and_the_camera_reads_the_answer', async () => {
  const { context, page } = await openGate(browser, program, codeOf(demo, 'hospital'))
  await green.fetchCode()
  await page.getByRole('button', { name: 'Challenge' }).click()
  await page.getByRole('dialog').waitFor()
  assert.deepEqual(await barriers(page), [])
  const nonce = credential.readChallenge(await readQr(page, program.folder, page.getByRole('dialog')))
  await paste(page, await green.present())
  await paste(page, await green.present({ nonce }))
  assert.equal((await verdict(page, 0)).outcome, 'pass')
  await page.getByRole('button', { name: 'Challenge' }).click()
  await page.getByRole('button', { name: 'Figures instead' }).click()
  const figures = Number(await page.locator('.challenge .big').innerText())
  await green.fetchCode()
  await paste(page, await green.present({ nonce: credential.nonceFromFigures(figures) }))
  assert.equal((await verdict(page, 1)).outcome, 'pass')
  const state = await context.storageState({ indexedDB: true })
  await context.close()

  await green.fetchCode()
  await withCamera(await green.present(), program.folder, async (filmed) => {
    const context = await filmed.newContext({ baseURL: program.url, storageState: state, viewport: PHONE, hasTouch: true, isMobile: true })
    const page = await context.newPage()
    await page.goto('/checkpoint')
    assert.equal((await verdict(page, 2)).outcome, 'pass')
  })
})
