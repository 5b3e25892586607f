// A device alone at its gate: real presentations of the shared vectors, and what it says about them.
import { beforeEach, describe, expect, test } from 'vitest'
import { credentials, fromHex, keySetNamed, pairNamed, presentationNamed, recognised } from '../../../tests/vectors'
import { present, readKeySet, verifyTrustList, type Bytes, type KeySet } from '../../credential'
import { FIRST_VALUES } from '../verdict/policy'
import type { Direction, Scene, Status } from '../verdict/types'
import { examine, type Examined, type Gate } from './examine'
import { Memory } from './memory'
import { needsNoServer, toldByBoth, toldByDevice, type ServerVerdict } from './told'

const NOW_MS = 1_657_758_000_000
const HOUR_MS = 3_600_000
const credential = fromHex(credentials.find(({ name }) => name === 'green')!.credential)
let keys: KeySet
let phone: CryptoKeyPair
let gate: Gate

const at = (scene: Scene, status: Status = 'as_issued', issuedMs: number | null = NOW_MS): Gate => ({
  scene,
  policy: FIRST_VALUES,
  rules: { maxAgeMs: 45_000, aheadMs: 15_000 },
  keys,
  statuses: { statusOf: () => Promise.resolve({ status, issuedMs }) },
  trust: null,
  theirs: { statusOf: () => Promise.resolve({ status: 'as_issued', issuedMs: null }) },
  memory: new Memory(),
})

const scan = (text: string | null, nowMs = NOW_MS, nonce: Bytes | null = null, direction: Direction = 'in') =>
  examine(text, direction, nowMs, nonce, gate)

const said = ({ verdict }: Examined) => [verdict.outcome, verdict.words, verdict.remarks]

beforeEach(async () => {
  keys = await keySetNamed('real')
  phone = await pairNamed('phone')
  gate = at('shop')
})

describe('without a network', () => {
  test('s1_7_each_state_gets_its_verdict_and_the_name_to_compare', async () => {
    const outcomes: string[][] = []
    for (const name of ['green', 'none', 'unconfirmed', 'yellow', 'red']) {
      const examined = await scan(presentationNamed(name).text)
      expect(examined.name).toBe('张三')
      outcomes.push([name, examined.verdict.outcome])
    }
    expect(outcomes).toEqual([
      ['green', 'pass'],
      ['none', 'by_hand'],
      ['unconfirmed', 'by_hand'],
      ['yellow', 'stop'],
      ['red', 'stop'],
    ])
  })

  test('s1_9_a_sheet_of_paper_shows_name_and_document_to_compare', async () => {
    const examined = await scan(presentationNamed('paper').text)
    expect(said(examined)).toEqual(['pass', 'pass', []])
    expect([examined.name, examined.document]).toEqual(['张小三', '002X'])
  })

  test('s2_3_a_picture_a_flipped_character_a_foreign_key_and_an_expired_one_each_have_their_own_words', async () => {
    const names = ['a picture, a minute later', 'one flipped character', 'a foreign key', 'expired', 'a web address']
    const words: string[] = []
    for (const name of names) {
      const { text, now_ms: nowMs } = presentationNamed(name)
      words.push((await scan(text, nowMs)).verdict.words)
    }
    expect(words).toEqual([
      'refused.too_old',
      'refused.holder_signature',
      'refused.issuer_unknown',
      'refused.expired',
      'refused.not_a_code',
    ])
  })

  test('s2_3_the_same_picture_twice_at_one_gate_is_refused_and_says_so', async () => {
    const text = await present(credential, phone, NOW_MS)
    expect(said(await scan(text))).toEqual(['pass', 'pass', []])
    const again = await scan(text, NOW_MS + 12_000)
    expect(said(again)).toEqual(['stop', 'refused.too_old', ['seen_here']])
    expect([again.onlyHere, again.seenSeconds]).toEqual([true, 12])
    expect(toldByDevice(again).remarks).toEqual([{ zh: '12秒前在此出示过', en: 'Shown here 12 s ago' }])
  })

  test('s2_3_a_code_that_was_shown_here_within_ten_minutes_passes_and_is_said', async () => {
    await scan(await present(credential, phone, NOW_MS))
    const later = await scan(await present(credential, phone, NOW_MS + 40_000), NOW_MS + 40_000)
    expect(said(later)).toEqual(['pass', 'pass', ['seen_here']])
    const forgotten = NOW_MS + 40_000 + 10 * 60_000 + 1
    expect(said(await scan(await present(credential, phone, forgotten), forgotten))[2]).toEqual([])
  })

  test('s2_3_a_challenge_is_passed_by_its_answer_and_failed_by_a_code_made_ahead', async () => {
    const nonce = fromHex('d15ea5ed00c0de45')
    const answer = await present(credential, phone, NOW_MS, nonce)
    expect(said(await scan(answer, NOW_MS, nonce))).toEqual(['pass', 'pass', []])
    gate = at('shop')
    const ahead = await scan(await present(credential, phone, NOW_MS), NOW_MS, nonce)
    expect([ahead.verdict.words, ahead.onlyHere]).toEqual(['challenge_failed', true])
  })

  test('n_1_the_age_of_the_list_and_yesterdays_code_are_said', async () => {
    const old = NOW_MS - 7 * HOUR_MS
    gate = at('shop', 'as_issued', old)
    expect(said(await scan(presentationNamed('green').text))).toEqual(['pass', 'pass', ['list_old']])
    gate = at('shop', 'as_issued', null)
    expect(said(await scan(presentationNamed('green').text))).toEqual(['by_hand', 'list_too_old', ['list_old']])
    const yesterdays = presentationNamed("yesterday's, at 08:00")
    gate = at('shop', 'as_issued', yesterdays.now_ms)
    expect(said(await scan(yesterdays.text, yesterdays.now_ms))).toEqual(['pass', 'pass', ['confirmed_yesterday']])
  })

  test('s2_19_a_replaced_code_and_a_changed_decision_are_not_taken_for_green', async () => {
    const words: string[][] = []
    for (const status of ['replaced', 'changed', 'unused'] as const) {
      gate = at('shop', status)
      const { verdict } = await scan(presentationNamed('green').text)
      words.push([verdict.outcome, verdict.words])
    }
    expect(words).toEqual([
      ['stop', 'replaced'],
      ['stop', 'changed'],
      ['by_hand', 'status_unknown'],
    ])
  })

  test('s1_7_nobody_is_stopped_at_a_hospital_or_on_the_way_home', async () => {
    for (const [scene, direction] of [['hospital', 'in'], ['pharmacy', 'in'], ['community', 'in']] as const) {
      for (const name of ['red', 'yellow', 'one flipped character', 'a picture, a minute later']) {
        gate = at(scene)
        const { text, now_ms: nowMs } = presentationNamed(name)
        expect((await scan(text, nowMs, null, direction)).verdict.outcome).toBe('by_hand')
      }
    }
  })

  test('s1_7_the_button_no_code_leads_to_by_hand', async () => {
    const examined = await scan(null)
    expect(said(examined)).toEqual(['by_hand', 'no_code', []])
    expect([examined.state, examined.kind, examined.name]).toEqual([null, null, null])
  })
})

describe('with a trust list', () => {
  const theirs = (name: string) => recognised.vectors.find((vector) => vector.name === name)!.text

  /** The gate of the vectors, whose devices hold one list or the other. */
  async function gateOf(own: Status, foreign: Status | null): Promise<Gate> {
    const ownKeys = await readKeySet(fromHex(recognised.key_set))
    const trust = await verifyTrustList(fromHex(recognised.trust_list), ownKeys, NOW_MS)
    const answer = { status: foreign ?? 'as_issued', issuedMs: foreign === null ? null : NOW_MS }
    return { ...at('shop', own), keys: ownKeys, trust, theirs: { statusOf: () => Promise.resolve(answer) } }
  }

  test('s2_5_a_code_of_a_recognised_issuer_passes_without_a_network_by_its_own_list', async () => {
    gate = await gateOf('replaced', 'as_issued')
    const examined = await scan(theirs('theirs, green'))
    expect(said(examined)).toEqual(['pass', 'pass', []])
    expect(examined.name).toBe('张三')
    expect((await scan(theirs("one's own"))).verdict.words, 'our list says of ours').toBe('replaced')
  })

  test('s2_5_their_state_is_what_it_means_here_and_without_their_list_green_is_by_hand', async () => {
    gate = await gateOf('as_issued', 'as_issued')
    const yellow = await scan(theirs('theirs, yellow'))
    expect([yellow.state, yellow.verdict.words]).toEqual(['red', 'red'])
    gate = await gateOf('as_issued', 'changed')
    expect((await scan(theirs('theirs, green'))).verdict.words).toBe('changed')
    gate = await gateOf('as_issued', null)
    expect((await scan(theirs('theirs, green'))).verdict.words).toBe('list_too_old')
    expect((await scan(theirs('a city that is not recognised'))).verdict.words).toBe('refused.wrong_issuer')
  })
})

describe('with the server', () => {
  const answer = (outcome: ServerVerdict['outcome']): ServerVerdict => ({
    number: 0,
    outcome,
    state: 'red',
    words: { zh: '红码，隔离期内', en: 'Red: in quarantine' },
    steps: [],
    remarks: [],
  })

  test('s2_19_a_worse_answer_takes_the_place_of_the_devices_own', async () => {
    const examined = await scan(presentationNamed('green').text)
    expect(needsNoServer(examined)).toBe(false)
    const told = toldByBoth(examined, answer('stop'))
    expect([told.outcome, told.words.en, told.name, told.confirmed]).toEqual(['stop', 'Red: in quarantine', '张三', true])
  })

  test('s2_19_a_milder_answer_does_not_better_what_the_device_has_refused', async () => {
    const { text, now_ms: nowMs } = presentationNamed('a picture, a minute later')
    const examined = await scan(text, nowMs)
    expect(needsNoServer(examined)).toBe(true)
    expect(toldByBoth(examined, answer('pass')).outcome).toBe('stop')
  })

  test('n_1_where_the_device_lacks_a_list_or_a_key_the_server_has_the_word', async () => {
    gate = at('shop', 'as_issued', null)
    for (const name of ['green', 'a foreign key']) {
      const examined = await scan(presentationNamed(name).text)
      expect([examined.verdict.outcome, needsNoServer(examined)]).toEqual(['by_hand', false])
      expect(toldByBoth(examined, answer('pass')).outcome).toBe('pass')
    }
  })

  test('n_1_the_age_of_the_devices_list_is_not_said_where_the_server_has_looked', async () => {
    gate = at('shop', 'as_issued', NOW_MS - 7 * HOUR_MS)
    const examined = await scan(presentationNamed('green').text)
    expect(toldByDevice(examined).remarks).toHaveLength(1)
    expect(toldByBoth(examined, answer('pass')).remarks).toEqual([])
  })
})
