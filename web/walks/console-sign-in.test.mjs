// Staff come in: by a passkey, or by a password with one-time passwords, which opens less.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barriers, openPage, PHONE } from './support/browser.mjs'
import { inDemonstration } from './support/demonstration.mjs'
import { readQr } from './support/qr.mjs'
import { codeFor, enrol, oneTimePassword, openConsole, sharePasskeys, showCode, signOut, tabTo } from './support/staff.mjs'

const PASSWORD = 'west lake at dusk 1999'
let program, browser, demo

inDemonstration((given) => ({ program, browser, demo } = given))

test('n_3_a_member_enrols_with_a_passkey_and_signs_in_by_it_again', async () => {
  const desk = await openConsole(browser, program)
  const { context, page, complaints } = desk
  await page.getByRole('link', { name: 'Staff sign-in' }).click()
  await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByRole('link', { name: /^First time here/ }).click()
  await page.getByLabel('Enrolment code').fill('00000-00000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('alert').filter({ hasText: 'no account waits for this code' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await enrol(page, codeFor(demo, 'chen.li'))
  await page.getByRole('heading', { name: 'Nothing waits for you now.' }).waitFor()
  assert.deepEqual(await barriers(page), [])
  await signOut(page)

  await test('n_3_and_does_so_by_the_keyboard_alone', async () => {
    await tabTo(page, 'Sign in with a passkey')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Tasks' }).waitFor()
    await page.getByText('Signed in with a passkey').waitFor()
    await tabTo(page, 'New proposal')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'New proposal' }).waitFor()
    await tabTo(page, 'An order about a person')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Name')
    await page.keyboard.type('Li Hua')
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Li Hua')
  })

  await test('n_3_ones_devices_and_sessions_are_listed', async () => {
    await page.getByRole('link', { name: 'My account' }).click()
    await page.getByText('Epidemiologist (Hangzhou)').waitFor()
    await page.getByText('this device').waitFor()
    assert.deepEqual(await barriers(page), [])
    await page.setViewportSize(PHONE)
    assert.deepEqual(await barriers(page), [])
  })

  await test('n_3_the_session_of_another_device_is_ended_and_opens_nothing_from_then_on', async () => {
    const other = await openConsole(browser, program)
    await sharePasskeys(desk, other)
    await other.page.getByRole('link', { name: 'Staff sign-in' }).click()
    await other.page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await other.page.getByRole('heading', { name: 'Tasks' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: /^End the session of/ }).click()
    await page.getByText('That device is signed out.').waitFor()
    await other.page.getByRole('link', { name: 'Proposals', exact: true }).click()
    await other.page.getByRole('heading', { name: 'Staff sign-in' }).waitFor()
    await other.context.close()
  })
  assert.deepEqual(complaints, [])
  await context.close()
})

test('n_3_who_signed_in_by_a_password_proposes_nothing', async () => {
  const { context, page, complaints } = await openConsole(browser, program)
  await showCode(page, codeFor(demo, 'wang.min'))
  await page.getByRole('radio', { name: /^A password/ }).check()
  const address = new URL(await readQr(page, program.folder, page.getByRole('img', { name: /^Key of the one-time/ })))
  const secret = address.searchParams.get('secret')
  const nowMs = async () => (await (await fetch(`${program.url}/api/time`)).json()).now_ms
  await page.getByLabel('Choose a password').fill('123456789012')
  await page.getByLabel('The six digits').fill(oneTimePassword(secret, await nowMs()))
  await page.getByRole('button', { name: 'Set them and sign in' }).click()
  await page.locator('[aria-invalid="true"]').waitFor()
  assert.deepEqual(await barriers(page), [])
  await page.getByLabel('Choose a password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set them and sign in' }).click()
  await page.getByRole('heading', { name: 'Tasks' }).waitFor()
  await signOut(page)

  await page.getByLabel('Login').fill('wang.min')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  // The password of this step was used; the next one is taken early.
  await page.getByLabel('One-time password').fill(oneTimePassword(secret, (await nowMs()) + 30_000))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Tasks' }).waitFor()
  await page.getByText('Signed in by password: no').waitFor()
  await page.getByRole('link', { name: 'New proposal' }).click()
  await page.getByText('Proposing needs a sign-in with a passkey').waitFor()
  await page.getByRole('link', { name: /An order about a person/ }).click()
  assert.ok(await page.getByRole('button', { name: 'Check it' }).isDisabled())
  assert.deepEqual(await barriers(page), [])

  await test('n_3_the_server_refuses_it_too', async () => {
    const refused = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' }
      const what = { kind: 'order_lifting', of: '1' }
      const body = JSON.stringify({ what, why: 'why', basis: 'infectious_diseases_39', end: '2030-01-01', place: '330100' })
      const answer = await fetch('/api/staff/proposals/draft', { method: 'POST', headers, body })
      return { status: answer.status, type: (await answer.json()).type }
    })
    assert.deepEqual(refused, { status: 403, type: '/problems/passkey_needed' })
  })
  assert.deepEqual(complaints, [])
  await context.close()
})

test('n_3_a_login_that_was_tried_too_often_says_when_it_opens_again', async () => {
  const MOST_TRIES = 5
  const { context, page, complaints } = await openConsole(browser, program)
  await page.goto('/console#/sign-in')
  for (let tries = 0; tries <= MOST_TRIES; tries += 1) {
    await page.getByLabel('Login').fill('zhao.lei')
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByLabel('One-time password').fill('000000')
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/staff/sign-in'))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    assert.equal((await answered).status(), tries < MOST_TRIES ? 401 : 429)
  }
  await page.getByRole('alert').filter({ hasText: /You can try again after \d\d:\d\d/ }).waitFor()
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(complaints, [])
  await context.close()
})

test('n_3_at_an_address_of_numbers_the_page_leads_to_where_passkeys_work', async () => {
  const { context, page, complaints } = await openPage(browser, program.url)
  await page.goto('/console#/sign-in')
  const named = `${program.named}/console#/sign-in`
  assert.ok(await page.getByRole('button', { name: 'Sign in with a passkey' }).isDisabled())
  await page.getByRole('link', { name: named }).click()
  await page.waitForURL(named)
  assert.ok(await page.getByRole('button', { name: 'Sign in with a passkey' }).isEnabled())
  assert.deepEqual(await barriers(page), [])
  assert.deepEqual(complaints, [])
  await context.close()
})
