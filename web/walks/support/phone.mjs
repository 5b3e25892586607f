// A resident's phone without its screen, for walks that look at the gate: it signs in, registers, declares and presents
// codes through the same interface and the same code as the page.
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { oneTimeCode } from './program.mjs'

const ROOM = fileURLToPath(new URL('../../src/credential/index.ts', import.meta.url))
/** The pages' own room for codes. */
export const { module: credential } = await runnerImport(ROOM, { configFile: false, logLevel: 'error' })

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const HANGZHOU = '330100'

const daysAgo = (today, days) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)
const newKey = () => crypto.subtle.generateKey(ES256, false, ['sign', 'verify'])
const newId = () => (crypto.getRandomValues(new BigUint64Array(1))[0] >> 1n).toString()
const base64url = (bytes) => Buffer.from(bytes).toString('base64url')
const publicText = async (pair) => base64url(await crypto.subtle.exportKey('raw', pair.publicKey))

export class Phone {
  #url
  #city
  #cookie = ''
  #enrolment
  #held = null
  #aheadMs = 0

  constructor(url, city) {
    this.#url = url
    this.#city = city
  }

  /** Signs a person of the demonstration in, and registers them with a street of their county. */
  static async enter(program, demo, person, county, city = HANGZHOU) {
    const phone = new Phone(program.url, city)
    await phone.#signIn(demo, person)
    const { streets } = await phone.#get(`/api/counties/${county}/streets`)
    const { name, document_kind, document_number, birth_date } = person
    const street = streets[0].code
    await phone.#post('/api/registration', { name, document_kind, document_number, birth_date, street })
    return phone
  }

  /** Declares without travel, or with one stay. */
  declare(county, stays = []) {
    const declaration = {
      id: newId(),
      city: this.#city,
      applicant: 'resident',
      residence: { id: newId(), county, areas: 'elsewhere' },
      stays: stays.map((stay) => ({ id: newId(), ...stay })),
      contact: null,
      symptoms: [],
      known_symptoms: [],
      temperature: null,
    }
    return this.#post('/api/declarations', declaration)
  }

  /** Declares some days in Wuchang, for a resident of Gongshu: elsewhere there, or in the areas that are listed. */
  async declareWuchang(listed) {
    const { today } = await this.#get('/api/time')
    const [from, to] = [daysAgo(today, 5), daysAgo(today, 3)]
    const areas = listed ? { areas: await this.areasOf('420106', from) } : 'elsewhere'
    await this.declare('330105', [{ whereabouts: { county: '420106' }, from, to, areas }])
  }

  /** Declares some days in the areas of medium risk of Yuhang, for a resident of Gongshu. */
  async declareYuhang() {
    const { today } = await this.#get('/api/time')
    const [from, to] = [daysAgo(today, 5), daysAgo(today, 3)]
    const areas = { areas: await this.areasOf('330110', from) }
    await this.declare('330105', [{ whereabouts: { county: '330110' }, from, to, areas }])
  }

  /** Agrees to the unit whose QR code carries this token. */
  async join(token, name = 'full', card = false) {
    const { terms } = await this.#post('/api/organisations/offer', { token })
    await this.#post('/api/me/organisations', { token, terms, name, card })
  }

  /** The areas that are listed in a county, by id. */
  async areasOf(county, from) {
    const { areas } = await this.#get(`/api/counties/${county}/areas?from=${from}`)
    return areas.map(({ id }) => id)
  }

  /** Asks for a code of the city; answers its state. */
  async fetchCode() {
    const codeKey = await newKey()
    const code_key = await publicText(codeKey)
    const instant_ms = await this.now()
    const request = new TextEncoder().encode(`healthcode issue\n${this.#city}\n${code_key}\n${instant_ms}`)
    const signature = base64url(await crypto.subtle.sign(ES256, this.#enrolment.privateKey, request))
    const answer = await this.#post('/api/codes', { city: this.#city, code_key, instant_ms, signature })
    this.#held = { bytes: new Uint8Array(Buffer.from(answer.credential, 'base64url')), codeKey }
    return answer.state
  }

  /** The code that it holds. */
  holding() {
    return this.#held
  }

  /** The text of the QR code now, of the newest code or an earlier one; `aheadMs`: how far the phone's clock is ahead. */
  async present({ aheadMs = 0, nonce = undefined, of = this.#held } = {}) {
    return credential.present(of.bytes, of.codeKey, Date.now() + this.#aheadMs + aheadMs, nonce)
  }

  /** The server's time, by which the phone corrects its own. */
  async now() {
    const sentMs = Date.now()
    const { now_ms } = await this.#get('/api/time')
    this.#aheadMs = now_ms - (sentMs + Date.now()) / 2
    return now_ms
  }

  async #signIn(demo, { phone }) {
    await this.now()
    this.#enrolment = await newKey()
    await this.#post('/api/sign-in/code', { phone, language: 'en' })
    const code = await oneTimeCode(demo.inbox_url, phone)
    const device_key = await publicText(this.#enrolment)
    await this.#post('/api/sign-in', { phone, code, device_key })
  }

  #get(path) {
    return this.#ask(path, {})
  }

  #post(path, body) {
    return this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  async #ask(path, { headers = {}, ...request }) {
    const answer = await fetch(this.#url + path, { ...request, headers: { ...headers, cookie: this.#cookie } })
    const [cookie] = answer.headers.getSetCookie()
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0]
    const text = await answer.text()
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}
