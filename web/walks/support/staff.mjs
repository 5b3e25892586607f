// A member of staff at their desk: a browser with an authenticator of its own, and what they do in the console, step by
// step, in English.
import { createHmac } from 'node:crypto'
import { DESK, openPage } from './browser.mjs'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000

/** The bytes of a text in Base32. */
function fromBase32(text) {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}

/** The six digits that an authenticator app shows at an instant (RFC 6238, SHA-1, 30 s). */
export function oneTimePassword(secret, nowMs) {
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(nowMs / STEP_MS)))
  const digest = createHmac('sha1', fromBase32(secret)).update(step).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000
  return number.toString().padStart(6, '0')
}

/** Opens the console at an address with a name, with an authenticator that knows its holder. */
export async function openConsole(browser, program, options = {}) {
  const opened = await openPage(browser, program.named, { viewport: DESK, scale: 1, ...options })
  const session = await opened.context.newCDPSession(opened.page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await opened.page.goto('/console')
  const authenticator = { session, authenticatorId }
  return { ...opened, authenticator }
}

/** Gives another device the passkeys of one, as an account of the maker's does that keeps them in step. */
export async function sharePasskeys(from, to) {
  const { authenticatorId } = to.authenticator
  const { session, authenticatorId: own } = from.authenticator
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId: own })
  for (const credential of credentials) {
    await to.authenticator.session.send('WebAuthn.addCredential', { authenticatorId, credential })
  }
}

/** Who could be drawn besides the visitors. */
const OTHERS = ['zhao.lei', 'sun.yue', 'zhou.ning', 'qian.wei', 'wu.gang', 'zheng.hui', 'feng.jie']

/** Lets the simulated colleagues leave, so that it is known who will be drawn. */
export async function endOthers(program) {
  for (const login of OTHERS) await program.command('staff', 'end', login)
}

/** The code of a member of the demonstration who waits for a visitor. */
export const codeFor = (demo, login) => demo.staff.find((member) => member.login === login).code

/** From the code to the choice between passkey and password. */
export async function showCode(page, code) {
  await page.goto('/console#/enrolment')
  await page.getByLabel('Enrolment code').fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Is this you?' }).waitFor()
}

/** Brings an account into use with a passkey; what opens first is the tasks, or what else the duties are for. */
export async function enrol(page, code, first = 'Tasks') {
  await showCode(page, code)
  await makePasskey(page, first)
}

/** From the choice between passkey and password to the first screen. */
export async function makePasskey(page, first = 'Tasks') {
  await page.getByRole('radio', { name: /^A passkey/ }).check()
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await page.getByRole('heading', { name: first, exact: true }).waitFor()
}

export async function signOut(page) {
  await page.getByRole('link', { name: 'My account' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Staff sign-in' }).waitFor()
}

/** Fills the form of an order about a person, and has it read back. */
export async function draftOrder(page, person, colour, why) {
  await page.getByRole('link', { name: 'New proposal' }).click()
  await page.getByRole('link', { name: /An order about a person/ }).click()
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('Document', { exact: true }).selectOption(person.document_kind)
  await page.getByLabel('Document number').fill(person.document_number)
  await page.getByLabel(colour, { exact: true }).check()
  await page.getByLabel('Legal basis').selectOption('infectious_diseases_39')
  await page.getByLabel('Why').fill(why)
  await page.getByRole('button', { name: 'Check it' }).click()
  await page.getByRole('heading', { name: 'Check what you are about to sign' }).waitFor()
}

/** Signs what was read back, and proposes it. */
export async function signDraft(page) {
  await page.getByRole('button', { name: 'Sign with a passkey and propose' }).click()
  await page.getByText('Waits for approval').waitFor()
}

/** Opens the first task, and what is about a person for a purpose. */
export async function openTask(page, purpose = 'Approving or refusing a proposal') {
  await goToTask(page)
  await look(page, purpose)
  await page.getByRole('heading', { name: 'Your answer' }).waitFor()
}

/** Goes to the first task. */
export async function goToTask(page) {
  await page.getByRole('link', { name: 'Tasks' }).click()
  await page.getByRole('link', { name: /^Look and answer/ }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Says why one looks, and waits for whom it is about. */
export async function look(page, purpose) {
  await page.getByLabel('Why do you look?').selectOption(purpose)
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByText('You have looked at a person.').waitFor()
}

/** Goes from control to control until the one whose words begin so has the focus. */
export async function tabTo(page, words) {
  const MOST = 60
  for (let count = 0; count < MOST; count += 1) {
    await page.keyboard.press('Tab')
    const reached = await page.evaluate(() => {
      const { activeElement } = document
      const label = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLSelectElement ? activeElement.labels?.[0] : activeElement
      return label?.textContent?.trim() ?? ''
    })
    if (reached.startsWith(words)) return
  }
  throw new Error(`no control "${words}" within ${MOST} steps`)
}
