// What a resident does, step by step, in English. Every step waits for what the person would see.
import { oneTimeCode } from './program.mjs'

/** Counts the taps of a person: what is typed is none. */
export function counting(page) {
  const taps = { count: 0 }
  const tap = async (locator) => {
    taps.count += 1
    await locator.click()
  }
  return { taps, tap: (name, options = {}) => tap(page.getByRole('button', { name, ...options })), tapOn: tap }
}

/** A city is picked on the first screen. */
async function pickCity(page, city) {
  await page.goto('/')
  await page.getByRole('searchbox').fill(city)
  await page.getByRole('list', { name: 'Cities' }).getByRole('button', { name: city }).first().click()
  await page.getByRole('button', { name: /^Use now/ }).click()
}

/** From the first screen to the code of a letter, for who has no number of the mainland. */
export async function signInByMail(page, demo, person, city = 'Hangzhou') {
  await pickCity(page, city)
  await page.getByRole('button', { name: /^No mainland number/ }).click()
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByRole('button', { name: 'Get the code' }).click()
  const field = page.getByLabel('Six-digit code')
  await field.waitFor()
  await field.fill(await oneTimeCode(demo.mail_url, person.email))
}

/** From the first screen to the one-time code. */
export async function signIn(page, demo, person, city = 'Hangzhou') {
  await pickCity(page, city)
  await enterPhone(page, demo, person)
}

/** From the number to the one-time code. */
export async function enterPhone(page, demo, person) {
  await page.getByLabel('Mobile number').fill(person.phone)
  await page.getByRole('button', { name: 'Get the code' }).click()
  const field = page.getByLabel('Six-digit code')
  await field.waitFor()
  await field.fill(await oneTimeCode(demo.inbox_url, person.phone))
}

/** Registration of somebody who is new: residence in a county of Hangzhou, the first street that is listed. */
export async function register(page, person, county = 'Shangcheng District') {
  await page.getByRole('button', { name: /It is my first time/ }).click()
  await page.getByLabel('Name', { exact: true }).fill(person.name)
  await page.getByLabel('Document', { exact: true }).selectOption(person.document_kind)
  await page.getByLabel('Document number').fill(person.document_number)
  if (person.birth_date) await page.getByLabel('Birth date').fill(person.birth_date)
  await page.getByRole('button', { name: 'Province, city, county and street' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: county }).click()
  await sheet.getByRole('listitem').getByRole('button').first().click()
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByRole('heading', { name: 'In Hangzhou you are' }).waitFor()
}

/** A new person at the first question of the declaration. */
export async function enter(page, demo, person, county = 'Shangcheng District') {
  await signIn(page, demo, person)
  await register(page, person, county)
}

/** Asks for a code of Hangzhou with the key of this phone, whatever the page would do. */
export function askForCode(page) {
  return page.evaluate(async () => {
    const whole = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const store = await whole(indexedDB.open('healthcode'))
    const enrolment = await whole(store.transaction('keys').objectStore('keys').get('enrolment'))
    const codeKey = await crypto.subtle.generateKey(ES256, false, ['sign', 'verify'])
    const [city, code_key] = ['330100', text(await crypto.subtle.exportKey('raw', codeKey.publicKey))]
    const instant_ms = (await (await fetch('/api/time')).json()).now_ms
    const asked = new TextEncoder().encode(`healthcode issue\n${city}\n${code_key}\n${instant_ms}`)
    const signature = text(await crypto.subtle.sign(ES256, enrolment.privateKey, asked))
    const body = JSON.stringify({ city, code_key, instant_ms, signature })
    const answer = await fetch('/api/codes', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  })
}

/** The state that the code shows. */
export async function stateShown(page) {
  const frame = page.locator('[data-state]')
  await frame.locator('canvas').waitFor()
  return frame.getAttribute('data-state')
}

/** From the first question to the code, for somebody who stayed at home and feels well. */
export async function stayHome(page) {
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'No, I stayed' }).click()
  await finish(page)
}

/** From the question about contact to the code. */
export async function finish(page) {
  await page.getByRole('button', { name: 'No contact' }).click()
  await page.getByRole('button', { name: 'I feel well' }).click()
  await page.getByRole('button', { name: 'Submit' }).click()
}

/** A stay in a county, from its first to its last day: in the area of that name, or elsewhere in the county. */
export async function addStay(page, county, area) {
  await page.getByRole('button', { name: 'Yes, I was away' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('searchbox').fill(county.code)
  await sheet.getByRole('button', { name: county.en }).first().click()
  await sheet.getByRole('button', { name: county.firstDay }).click()
  await sheet.getByRole('button', { name: county.lastDay }).click()
  if (area === undefined) await sheet.getByRole('button', { name: /^In none of them/ }).click()
  else await sheet.getByLabel(area).check()
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}
