// What a gate keeps: after a thousand people without a network, nothing of any of them, wherever one looks; and what it
// has judged arrives once.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { codeOf, enrol, keptScans, openDevice } from './support/gate.mjs'
import { everythingKept, placesOf, writtenDown } from './support/kept.mjs'
import { credential, Phone } from './support/phone.mjs'
import { startProgram } from './support/program.mjs'

const PAGES = fileURLToPath(new URL('../dist', import.meta.url))
const SCANS = 1_000
const CODES = 20
/** As many as are shown before the next are made: none grows old while it waits its turn. */
const AT_ONCE = 100
let program, demo, people
const devices = []

before(async () => {
  program = await startProgram()
  demo = await program.demo()
  people = demo.identities.slice(0, 2)
})

after(async () => {
  for (const { context } of devices) await context.close()
  await program?.end()
})

/** The device of the gate, as it was left. */
async function open() {
  const device = await openDevice(program.folder, program.url)
  devices.push(device)
  return device
}

/** The codes that were held before the gate, of two people in turn. */
async function codesOf(phones) {
  const codes = []
  for (let code = 0; code < CODES; code++) {
    const phone = phones[code % phones.length]
    assert.equal(await phone.fetchCode(), 'green')
    codes.push({ phone, of: phone.holding() })
  }
  return codes
}

/** Shows the gate so many presentations, each another one, and waits until it has judged the last; answers their texts. */
async function showAll(page, codes) {
  const texts = []
  while (texts.length < SCANS) {
    const part = []
    for (let scan = 0; scan < AT_ONCE; scan++) {
      const { phone, of } = codes[scan % codes.length]
      part.push(await phone.present({ of, nonce: crypto.getRandomValues(new Uint8Array(8)) }))
    }
    texts.push(...part)
    await page.evaluate((pasted) => {
      for (const text of pasted) {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text', text)
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }
    }, part)
    await page.locator(`[data-scan="${texts.length - 1}"]`).waitFor()
  }
  return texts
}

/** All that would lead to a person: texts of codes, their bytes and hashes, keys, names and what is shown of them. */
async function leadsOf(codes, texts) {
  const published = await fetch(`${program.url}/.well-known/healthcode-keys`)
  const keys = await credential.readKeySet(new Uint8Array(await published.arrayBuffer()))
  const bytes = []
  for (const { phone, of } of codes) {
    const rules = { ...credential.DEFAULT_RULES, aheadMs: 60_000 }
    const { ok } = await credential.verifyPresentation(await phone.present({ of }), keys, await phone.now(), rules)
    const key = new Uint8Array(await crypto.subtle.exportKey('raw', of.codeKey.publicKey))
    bytes.push(Buffer.from(ok.code, 'hex'), Buffer.from(ok.presentation.digest, 'hex'), key.subarray(1, 33), key.subarray(33))
    bytes.push(of.bytes.subarray(0, 48), of.bytes.subarray(-64))
  }
  const pieces = new Set(texts.flatMap((text) => [text.slice(5, 53), text.slice(-48)]))
  // A sign by itself is found by chance in bytes that are drawn: it is looked for beside a star, and where it is all of a text.
  const ofSign = (sign) => [`${sign}*`, `*${sign}`, `\n${sign}\n`, `"${sign}"`]
  const shown = people.flatMap(({ name }) => [name, ...[...name].flatMap(ofSign)])
  return [...bytes.flatMap(writtenDown), ...[...pieces, ...shown].map((text) => Buffer.from(text))]
}

test('n_1_a_thousand_scans_without_a_network_leave_nothing_of_anybody_on_the_device_and_arrive_once', async () => {
  const first = await open()
  await enrol(first.page, codeOf(demo, 'shop'))
  await first.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const phones = []
  for (const person of people) {
    const phone = await Phone.enter(program, demo, person, '330102')
    await phone.declare('330102')
    phones.push(phone)
  }
  const codes = await codesOf(phones)
  await first.context.setOffline(true)
  const texts = await showAll(first.page, codes)
  const leads = await leadsOf(codes, texts)
  assert.deepEqual(placesOf(await besidePages(first.page), leads), [])
  await program.stop()
  await first.context.close()

  const { page } = await open()
  await page.getByText('1000 to send').waitFor()
  assert.deepEqual(placesOf(await besidePages(page), leads), [])
  await findsWhatIsPlanted(page, leads, codes[0].of)

  await program.start()
  await page.getByText('to send').waitFor({ state: 'detached' })
  const arrived = await keptScans(program.folder)
  assert.deepEqual(
    arrived.map(({ number, outcome }) => [number, outcome]),
    Array.from({ length: SCANS }, (_, number) => [number, 'pass']),
  )
  assert.deepEqual(placesOf(await besidePages(page), leads), [])
})

/**
 * What is kept beside the pages, which are as they were built. The pages know how a code begins; beside them nothing begins
 * so, and no key of anybody lies there.
 */
async function besidePages(page) {
  const kept = await everythingKept(page)
  const pages = kept.filter(({ place }) => place.startsWith('cache '))
  assert.ok(pages.length > 5, `${pages.length} pages`)
  for (const { place, bytes } of pages) {
    const built = place === 'cache /checkpoint' ? '/checkpoint.html' : place.slice('cache '.length)
    assert.ok(bytes.equals(await readFile(path.join(PAGES, built))), place)
  }
  const beside = kept.filter((entry) => !pages.includes(entry))
  assert.deepEqual(placesOf(beside, ['HCP1', '[object CryptoKey'].map((text) => Buffer.from(text))), [])
  return beside
}

/** The search finds a code that lies there. */
async function findsWhatIsPlanted(page, leads, { bytes }) {
  const planted = Buffer.from(bytes).toString('base64url')
  await page.evaluate((text) => localStorage.setItem('planted', `"${text}"`), planted)
  assert.deepEqual(placesOf(await besidePages(page), leads), ['localStorage'])
  await page.evaluate(() => localStorage.removeItem('planted'))
}
