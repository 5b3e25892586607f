// One person after the other at a gate: a real store, real codes, and a server that answers when it likes.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { credentials, fromHex, keySetNamed, pairNamed, presentationNamed } from '../../../tests/vectors'
import { present, type Bytes, type KeySet } from '../../credential'
import { Failure } from '../../shared/api/failure'
import type { Scan, ScanVerdict } from '../../shared/api/gate'
import { ClockWatch } from '../device/clock-watch'
import { Outbox, type Send } from '../device/outbox'
import { Store } from '../device/store'
import { FIRST_VALUES } from '../verdict/policy'
import { Lane, type OnScreen } from './lane'
import { Memory } from './memory'

const NOW_MS = 1_657_758_000_000
const NONCE = fromHex('d15ea5ed00c0de45')
const credential = fromHex(credentials.find(({ name }) => name === 'green')!.credential)
const stranger = presentationNamed('a foreign key').text
let keys: KeySet
let phone: CryptoKeyPair
let nowMs = NOW_MS
let stores = 0

beforeEach(async () => {
  keys = await keySetNamed('real')
  phone = await pairNamed('phone')
  nowMs = NOW_MS
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => vi.useRealTimers())

const code = (nonce?: Bytes) => present(credential, phone, nowMs, nonce)

interface Told {
  readonly what: 'tell' | 'confirm' | 'late'
  readonly shown: OnScreen
}

/** A gate with a store of its own; `send` is its server. */
async function gateWith(send: Send, reachable = true) {
  const store = await Store.open(`lane-${stores++}`)
  const outbox = new Outbox(store, send, () => undefined)
  const watch = new ClockWatch(0)
  const heard: Told[] = []
  const memory = new Memory()
  const note = (what: Told['what']) => (shown: OnScreen) => void heard.push({ what, shown })
  const lane = new Lane({
    store,
    outbox,
    watch,
    gate: () => ({
      scene: 'shop',
      policy: FIRST_VALUES,
      rules: { maxAgeMs: 45_000, aheadMs: 15_000 },
      keys,
      statuses: { statusOf: () => Promise.resolve({ status: 'as_issued', issuedMs: NOW_MS }) },
      trust: null,
      theirs: { statusOf: () => Promise.resolve({ status: 'as_issued', issuedMs: null }) },
      memory,
    }),
    nowMs: () => nowMs,
    reachable: () => reachable,
    tell: note('tell'),
    confirm: note('confirm'),
    tellLate: note('late'),
    doubt: () => undefined,
  })
  const said = () => heard.map(({ what, shown }) => [what, shown.told.outcome])
  return { lane, store, watch, heard, said }
}

function answering(outcome: ScanVerdict['outcome'], sent: Scan[] = []): Send {
  return (scans) => {
    sent.push(...scans)
    const words = { zh: '红码，隔离期内', en: 'Red: in quarantine' }
    return Promise.resolve(scans.map(({ number }) => ({ number, outcome, words, steps: [], remarks: [] })))
  }
}

/** A server that answers when it is told to. */
function held(outcome: ScanVerdict['outcome']) {
  let release: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  const send: Send = async (scans) => {
    await gate
    return answering(outcome)(scans)
  }
  return { send, release: () => release() }
}

const offline: Send = () => Promise.reject(new Failure(null))
const settled = () => vi.waitFor(() => undefined)

test('s2_19_a_green_code_passes_with_the_servers_word', async () => {
  const { lane, said, store } = await gateWith(answering('pass'))
  await lane.take(await code(), 'in')
  expect(said()).toEqual([['tell', 'pass']])
  expect(await store.countWaiting()).toBe(0)
})

test('s2_19_a_worse_answer_within_400_ms_is_the_only_one_told', async () => {
  const { lane, said, heard } = await gateWith(answering('stop'))
  await lane.take(await code(), 'in')
  expect(said()).toEqual([['tell', 'stop']])
  expect(heard[0]!.shown.told.words.en).toBe('Red: in quarantine')
})

test('s2_19_a_server_that_is_slow_is_waited_for_400_ms_and_a_later_worse_answer_sounds_again', async () => {
  const server = held('stop')
  const { lane, said } = await gateWith(server.send)
  const taken = lane.take(await code(), 'in')
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  vi.advanceTimersByTime(399)
  await settled()
  expect(said()).toEqual([])
  vi.advanceTimersByTime(1)
  await taken
  expect(said()).toEqual([['tell', 'pass']])
  server.release()
  await vi.waitFor(() => expect(said()).toEqual([['tell', 'pass'], ['tell', 'stop']]))
})

test('s2_19_a_worse_answer_for_somebody_who_has_gone_on_is_said_beside_the_next', async () => {
  const server = held('stop')
  const { lane, said } = await gateWith(server.send, false)
  await lane.take(await code(), 'in')
  lane.clear()
  server.release()
  await vi.waitFor(() => expect(said()).toEqual([['tell', 'pass'], ['late', 'stop']]))
})

test('n_1_without_a_network_the_device_tells_at_once_and_keeps_the_scan', async () => {
  const { lane, said, store } = await gateWith(offline, false)
  await lane.take(await code(), 'in')
  expect(said()).toEqual([['tell', 'pass']])
  const kept = await store.waiting(10)
  expect(kept.map(({ judged }) => judged)).toEqual([{ outcome: 'pass', reason: 'pass', state: 'green', kind: 'person' }])
})

test('s2_19_a_stop_needs_no_server', async () => {
  const server = held('stop')
  const { lane, said } = await gateWith(server.send)
  await lane.take(presentationNamed('red').text, 'in')
  expect(said()).toEqual([['tell', 'stop']])
})

test('s2_19_a_code_that_is_still_held_before_the_gate_is_one_scan_even_when_it_turns', async () => {
  const sent: Scan[] = []
  const { lane, said } = await gateWith(answering('pass', sent))
  const turns = [await code(), await present(credential, phone, NOW_MS + 30_000)]
  for (let second = 0; second < 60; second += 2) {
    nowMs = NOW_MS + second * 1_000
    await lane.take(turns[Math.floor(second / 30)]!, 'in')
  }
  expect([said().length, sent.length]).toEqual([1, 1])
})

test('s2_3_the_same_picture_after_a_while_is_stopped_and_the_server_is_told_so', async () => {
  const sent: Scan[] = []
  const { lane, said } = await gateWith(answering('pass', sent))
  const text = await code()
  await lane.take(text, 'in')
  await lane.take(stranger, 'in')
  nowMs += 20_000
  await lane.take(text, 'in')
  expect(said().map(([, outcome]) => outcome)).toEqual(['pass', 'pass', 'stop'])
  await vi.waitFor(() => expect(sent).toHaveLength(3))
  expect(sent[2]).toMatchObject({ number: 2, judged: { outcome: 'stop', reason: 'refused.too_old' } })
  expect(sent[2]).not.toHaveProperty('text')
})

test('n_9_what_is_no_health_code_never_leaves_the_device', async () => {
  const sent: Scan[] = []
  const { lane } = await gateWith(answering('by_hand', sent))
  await lane.take('https://pay.example/account/4711', 'in')
  await lane.take(`HCP1:${'A'.repeat(2_000)}`, 'in')
  await vi.waitFor(() => expect(sent.map(({ judged }) => judged?.reason)).toEqual(['refused.not_a_code', 'refused.too_long']))
  expect(JSON.stringify(sent)).not.toMatch(/pay|AAA/)
})

test('s2_3_a_challenge_waits_for_its_answer_and_passes_it', async () => {
  const { lane, said } = await gateWith(answering('pass'))
  lane.challenge(NONCE)
  await lane.take(await code(), 'in')
  expect(said(), 'the code of before is no answer').toEqual([])
  await lane.take(await code(NONCE), 'in')
  expect([said(), lane.challenged]).toEqual([[['tell', 'pass']], false])
})

test('s2_3_a_code_made_ahead_fails_the_challenge_when_the_time_is_up', async () => {
  const sent: Scan[] = []
  const { lane, said } = await gateWith(answering('pass', sent))
  lane.challenge(NONCE)
  await lane.take(await code(fromHex('0011223344556677')), 'in')
  nowMs += 60_000
  await lane.endChallenge('in')
  expect(said()).toEqual([['tell', 'by_hand']])
  await vi.waitFor(() => expect(sent[0]).toMatchObject({ judged: { reason: 'challenge_failed' } }))
})

test('s2_3_a_challenge_that_nobody_answers_judges_nobody', async () => {
  const { lane, said } = await gateWith(answering('pass'))
  lane.challenge(NONCE)
  await lane.endChallenge('in')
  expect([said(), lane.challenged]).toEqual([[], false])
})

test('s2_3_paper_and_channels_cannot_answer_and_are_judged_by_hand_at_once', async () => {
  const { lane, said, heard } = await gateWith(answering('by_hand'))
  for (const name of ['paper', 'a channel']) {
    lane.challenge(NONCE)
    await lane.take(presentationNamed(name).text, 'in')
  }
  expect(said()).toEqual([['tell', 'by_hand'], ['tell', 'by_hand']])
  expect(heard[0]!.shown.scan.judged.reason).toBe('cannot_answer')
})

test('s2_3_a_gate_whose_clock_is_wrong_judges_nobody', async () => {
  const { lane, said, store, watch } = await gateWith(offline, false)
  watch.look(NOW_MS + 2 * 86_400_000, 0)
  watch.look(NOW_MS, 1_000)
  await lane.take(await code(), 'in')
  expect([said(), await store.countWaiting()]).toEqual([[], 0])
})

test('s1_7_what_the_guard_decides_goes_to_the_server_under_the_same_number', async () => {
  const sent: Scan[] = []
  const { lane, heard, store } = await gateWith(answering('by_hand', sent))
  await lane.take(null, 'in')
  await lane.decide(heard[0]!.shown.scan, 'let_through')
  const waiting = await store.waiting(10)
  expect(sent).toEqual([{ number: 0, direction: 'in', at_ms: NOW_MS }])
  expect(waiting).toMatchObject([{ number: 0, by_hand: 'let_through', judged: { reason: 'no_code' } }])
})
