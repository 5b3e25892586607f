// This device: what it knows, in memory and through a restart, and its contacts with the server. Screens read `device`
// and call the functions below.
import { shallowReactive, shallowRef } from 'vue'
import { KeySetError, readKeySet, type Bytes, type KeySet } from '../../credential'
import { Failure } from '../../shared/api'
import type { Checkpoint, CheckpointRules, PurchaseClass } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import type { Gate } from '../scan/examine'
import { Purchases } from '../purchase/register'
import { Memory } from '../scan/memory'
import { FIRST_VALUES } from '../verdict/policy'
import { ClockWatch, type ClockFault } from './clock-watch'
import { Lists } from './lists'
import { Outbox } from './outbox'
import { RecognisedIssuers } from './recognised'
import { enrol as askEnrolment, Server, type Enrolment } from './server'
import { Store } from './store'
import { TheirLists } from './theirs'
import { Witness } from './witness'

/** How often the device meets the server while all is well, and how soon it tries again when it is not. */
const MEET_MS = 60_000
const AGAIN_MS = [2_000, 5_000, 10_000, 20_000, 40_000]
/** Keys are published days before they are used. */
const KEYS_MS = 10 * 60_000
/** As long as the lists say that they need not be asked for again. */
const LISTS_MS = 5 * 60_000
const LOOK_MS = 1_000
/** How often the latest moment is kept for the next start. */
const KEEP_MS = 30_000

interface KeptKeys {
  readonly bytes: Bytes
  readonly fetchedMs: number
}

interface Device {
  phase: 'opening' | 'insecure' | 'enrolment' | 'gate'
  /** The server no longer knows this device. */
  cutOff: boolean
  /** Whether heads of the log are kept that were seen before the device was cut off. */
  hasHeads: boolean
  checkpoint: Checkpoint | null
  rules: CheckpointRules | null
  /** Whether the last contact went well. */
  reachable: boolean
  /** How many scans wait for the server. */
  waiting: number
  fault: ClockFault | null
}

export const device = shallowReactive<Device>({
  phase: 'opening',
  cutOff: false,
  hasHeads: false,
  checkpoint: null,
  rules: null,
  reachable: false,
  waiting: 0,
  fault: null,
})

const NO_KEYS: KeySet = { keys: new Map(), demo: false }

let store: Store
let server: Server
let outbox: Outbox
let lists: Lists
let recognised: RecognisedIssuers
let theirs: TheirLists
let witness: Witness
let registering: Purchases
let watch = new ClockWatch(0)
let keys = NO_KEYS
let keysFetchedMs = 0
let listsFetchedMs = 0
let lastKeptMs = 0
let failures = 0
let timer = 0
let meeting = false
const memory = new Memory()

/** The classes of medicine of a pharmacy; none elsewhere. */
export const purchaseClasses = shallowRef<readonly PurchaseClass[]>([])

/** Opens the store and goes on where the device stopped. */
export async function openDevice(): Promise<void> {
  if (!window.isSecureContext) {
    device.phase = 'insecure'
    return
  }
  store = await Store.open()
  witness = new Witness(store)
  watch = new ClockWatch((await store.read<number>('device', 'last_ms')) ?? 0)
  const enrolment = await store.read<Enrolment>('device', 'enrolment')
  if (enrolment !== undefined) return work(enrolment)
  device.hasHeads = await witness.hasSeen()
  device.phase = 'enrolment'
}

/** Enrols the device and starts its work. Throws the server's `Failure`. */
export async function enrol(code: string): Promise<void> {
  const enrolment = await askEnrolment(code)
  await store.empty()
  await store.write('device', 'enrolment', enrolment)
  await navigator.storage?.persist?.()
  device.cutOff = false
  await work(enrolment)
}

async function work({ token, checkpoint }: Enrolment): Promise<void> {
  server = new Server(token)
  outbox = new Outbox(store, (scans) => heard(server.send(scans)), () => void count())
  device.checkpoint = checkpoint
  await openPurchases(checkpoint)
  device.rules = (await store.read<CheckpointRules>('device', 'rules')) ?? null
  const kept = await store.read<KeptKeys>('device', 'keys')
  if (kept !== undefined) await takeKeys(kept)
  await openLists(dayOf(nowMs()))
  await count()
  look()
  const first = meet()
  // A device that has never met the server knows nothing yet; it waits for the first answer.
  if (device.rules === null) await first
  device.phase = 'gate'
}

/** What a pharmacy had before the restart. */
async function openPurchases({ scene }: Checkpoint): Promise<void> {
  registering = new Purchases(store, (purchases) => heard(server.register(purchases)))
  if (scene !== 'pharmacy') return
  await registering.load()
  purchaseClasses.value = registering.classes
}

/** Registers purchases at this device. */
export const purchases = () => registering

/** What was known before the restart of codes that were taken back, and of whom the service recognises. */
async function openLists(today: string): Promise<void> {
  lists = new Lists(
    store,
    () => keys,
    (mark) => witness.saw(mark),
  )
  recognised = new RecognisedIssuers(store, () => keys)
  theirs = new TheirLists(store, () => recognised.list)
  await lists.load(today, nowMs())
  await recognised.load(nowMs())
  await theirs.load(today, nowMs())
}

/** What the gate knows, for one scan. */
export function gate(): Gate {
  const { checkpoint, rules } = device
  return {
    scene: checkpoint?.scene ?? 'community',
    policy: rules?.verdicts ?? FIRST_VALUES,
    rules: { maxAgeMs: rules?.max_age_ms ?? 45_000, aheadMs: rules?.ahead_ms ?? 15_000 },
    keys: keys === NO_KEYS ? { ...NO_KEYS, demo: rules?.demo ?? false } : keys,
    statuses: lists,
    trust: recognised.list,
    theirs,
    memory,
  }
}

/** What a lane of this device works with. */
export const tools = () => ({ store, outbox, watch })

/** The heads of the log that were seen here, as a file. */
export const seenHeads = () => witness.file()

/** Meets the server: rules and clock, the scans that wait, keys, lists, whom it recognises and their lists. */
export async function meet(): Promise<void> {
  if (meeting) return
  clearTimeout(timer)
  meeting = true
  try {
    const rules = await heard(server.rules())
    await store.write('device', 'rules', rules)
    device.rules = rules
    await outbox.flush()
    if (device.checkpoint?.scene === 'pharmacy') await meetForPurchases()
    if (nowMs() - keysFetchedMs > KEYS_MS || keys.keys.size === 0) await fetchKeys()
    if (failures > 0 || nowMs() - listsFetchedMs > LISTS_MS) await refreshLists()
    failures = 0
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    failures += 1
  } finally {
    meeting = false
  }
  if (device.phase !== 'enrolment') meetIn(pause())
}

/** Takes the keys and classes of today, and sends what was registered without a network. */
async function meetForPurchases(): Promise<void> {
  await registering.take(await heard(server.purchaseKeys()))
  purchaseClasses.value = registering.classes
  await registering.flush()
}

function meetIn(ms: number): void {
  if (meeting) return
  clearTimeout(timer)
  timer = window.setTimeout(() => void meet(), ms)
}

const pause = () => (failures === 0 ? MEET_MS : (AGAIN_MS[failures - 1] ?? MEET_MS))

/** Looks at the clock, and keeps the latest moment for the next start. */
export function look(): void {
  watch.look(nowMs(), performance.now())
  device.fault = watch.fault
  if (Math.abs(watch.lastMs - lastKeptMs) < KEEP_MS) return
  lastKeptMs = watch.lastMs
  void store.write('device', 'last_ms', lastKeptMs)
}

/** Looks at the clock all the time, and meets the server as soon as there is a network. */
export function keepWatch(): void {
  setInterval(() => device.phase === 'gate' && look(), LOOK_MS)
  window.addEventListener('online', () => device.phase === 'gate' && void meet())
  window.addEventListener('offline', () => (device.reachable = false))
}

/** Waits for an answer and remembers how the server is reached. */
async function heard<T>(answer: Promise<T>): Promise<T> {
  try {
    const value = await answer
    // The answer carried the server's time.
    watch.corrected(nowMs(), performance.now())
    look()
    // Back again: what waits goes out now.
    if (!device.reachable) meetIn(0)
    device.reachable = true
    return value
  } catch (error) {
    if (error instanceof Failure) {
      if (device.reachable && error.offline) meetIn(AGAIN_MS[0] ?? MEET_MS)
      device.reachable = !error.offline
      if (error.word === 'not_a_checkpoint') await leave()
    }
    throw error
  }
}

/** The server no longer knows this device: everything is forgotten but the heads of the log. */
async function leave(): Promise<void> {
  clearTimeout(timer)
  await store.empty()
  device.hasHeads = await witness.hasSeen()
  Object.assign(device, { phase: 'enrolment', cutOff: true, checkpoint: null, rules: null, waiting: 0 })
}

async function fetchKeys(): Promise<void> {
  const kept = { bytes: await server.keys(), fetchedMs: nowMs() }
  await takeKeys(kept).catch((error: unknown) => {
    // Not the server's set: something stands between. The set of before stays in force.
    throw error instanceof KeySetError ? new Failure(null) : error
  })
  await store.write('device', 'keys', kept)
}

async function refreshLists(): Promise<void> {
  const today = dayOf(nowMs())
  await lists.refresh((day, since) => server.list(day, since), today, nowMs())
  await recognised.refresh((tag) => server.trust(tag), nowMs())
  await theirs.refresh((uri, since) => server.theirList(uri, since), today, nowMs())
  listsFetchedMs = nowMs()
}

async function takeKeys({ bytes, fetchedMs }: KeptKeys): Promise<void> {
  keys = await readKeySet(bytes)
  keysFetchedMs = fetchedMs
}

async function count(): Promise<void> {
  device.waiting = await store.countWaiting()
}
