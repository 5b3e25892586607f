// What the device asks of the server, under its token. Every answer also corrects the clock.
import { ask, client, Failure } from '../../shared/api'
import type { Checkpoint, CheckpointRules, PurchaseKeys, Scan, ScanVerdict, SealedPurchase } from '../../shared/api'
import { learnTime } from '../../shared/clock'
import type { Bytes } from '../../credential'
import type { KeptTrust } from './recognised'

const TIMEOUT_MS = 15_000

export interface Enrolment {
  readonly token: string
  readonly checkpoint: Checkpoint
}

/** Enrols this device by the code that it was given, once. */
export function enrol(code: string): Promise<Enrolment> {
  return ask(client.POST('/api/checkpoint/enrolment', { body: { code } }))
}

export class Server {
  readonly #headers: { authorization: string }

  constructor(token: string) {
    this.#headers = { authorization: `Bearer ${token}` }
  }

  async rules(): Promise<CheckpointRules> {
    const sentMs = Date.now()
    const rules = await ask(client.GET('/api/checkpoint/rules', { headers: this.#headers }))
    learnTime(rules.now_ms, sentMs)
    return rules
  }

  async send(scans: Scan[]): Promise<ScanVerdict[]> {
    const sentMs = Date.now()
    const answer = await ask(client.POST('/api/checkpoint/scans', { headers: this.#headers, body: { scans } }))
    learnTime(answer.now_ms, sentMs)
    return answer.verdicts
  }

  /** What a pharmacy seals purchases under, and the classes. */
  purchaseKeys(): Promise<PurchaseKeys> {
    return ask(client.GET('/api/checkpoint/purchase-keys', { headers: this.#headers }))
  }

  /** Registers purchases. What became of each says nothing that the counter does anything about. */
  async register(purchases: SealedPurchase[]): Promise<void> {
    await ask(client.POST('/api/checkpoint/purchases', { headers: this.#headers, body: { purchases } }))
  }

  /** The trust list; `null` where the device holds the newest, which the server knows by its tag. */
  async trust(tag: string | null): Promise<KeptTrust | null> {
    const known = tag === null ? {} : { 'if-none-match': tag }
    const answer = await get('/api/checkpoint/trust-list', { ...this.#headers, ...known })
    if (answer.status === 304) return null
    if (!answer.ok) throw new Failure(null)
    return { bytes: new Uint8Array(await answer.arrayBuffer()), tag: answer.headers.get('etag') ?? '' }
  }

  /** A status list of others, or what has changed since the whole list of a version that the device holds. */
  async theirList(uri: string, since: number | null): Promise<ListAnswer | 'known' | null> {
    const question = new URLSearchParams({ list: uri, ...(since === null ? {} : { since: String(since) }) })
    const answer = await get(`/api/checkpoint/status-lists?${question}`, this.#headers)
    return answer.status === 204 ? 'known' : listIn(answer)
  }

  /** The key set of the issuers, as it stands at its well-known address. */
  async keys(): Promise<Bytes> {
    const answer = await get('/.well-known/healthcode-keys', {})
    if (!answer.ok) throw new Failure(null)
    return new Uint8Array(await answer.arrayBuffer())
  }

  /**
   * The status list of a day, or what has changed in it since a version, as the media type says; `null` where there is
   * none of this day.
   */
  async list(day: string, since: number | null): Promise<ListAnswer | null> {
    return listIn(await get(`/s/${day}${since === null ? '' : `?since=${since}`}`, this.#headers))
  }
}

/** A signed list, or a difference. */
export interface ListAnswer {
  readonly whole: boolean
  readonly bytes: Bytes
}

async function listIn(answer: Response): Promise<ListAnswer | null> {
  if (answer.status === 404) return null
  if (!answer.ok) throw new Failure(null)
  const whole = answer.headers.get('content-type') === 'application/statuslist+cwt'
  return { whole, bytes: new Uint8Array(await answer.arrayBuffer()) }
}

async function get(path: string, headers: Record<string, string>): Promise<Response> {
  // What is kept is kept by the device itself.
  const cache = 'no-store' as const
  const answer = await fetch(path, { headers, cache, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null)
  if (answer === null) throw new Failure(null)
  return answer
}
