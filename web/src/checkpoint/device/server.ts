// What the device asks of the server, under its token. Every answer also corrects the clock.
import { ask, client, Failure } from '../../shared/api'
import type { Checkpoint, CheckpointRules, Scan, ScanVerdict } from '../../shared/api'
import { learnTime } from '../../shared/clock'
import type { Bytes } from '../../credential'

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

  checkpoint(): Promise<Checkpoint> {
    return ask(client.GET('/api/checkpoint', { headers: this.#headers }))
  }

  async send(scans: Scan[]): Promise<ScanVerdict[]> {
    const sentMs = Date.now()
    const answer = await ask(client.POST('/api/checkpoint/scans', { headers: this.#headers, body: { scans } }))
    learnTime(answer.now_ms, sentMs)
    return answer.verdicts
  }

  /** The key set of the issuers, as it stands at its well-known address. */
  keys(): Promise<Bytes> {
    return bytesAt('/.well-known/healthcode-keys', {})
  }
}

/** The bytes at an address of the server. */
async function bytesAt(path: string, headers: Record<string, string>): Promise<Bytes> {
  const answer = await fetch(path, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null)
  if (answer === null || !answer.ok) throw new Failure(null)
  return new Uint8Array(await answer.arrayBuffer())
}
