// A service for the tests of what a phone keeps: who is signed in, and what arrived under whom. It answers the page's own
// client in place of the network; whoever imports it does so before anything that asks.
// Vue looks for a document when it is read: it is read before there is one.
import 'vue'
import { vi } from 'vitest'
import type { Problem } from '../../shared/api/types'

const HOST = 'http://service.test'

/** What the tests set and read. */
export const service = {
  /** Since when the person is registered whose session the browser holds; null for nobody. */
  session: null as number | null,
  away: false,
  arrived: [] as { by: number; id: string }[],
  refuses: false,
  /** Whether it asks conveyance services for tickets. */
  tickets: true,
  /** What is told of an itinerary to whoever asks about a member, or about oneself. */
  itinerary: (_member: string | null): unknown => null,
}

/** What the page keeps in the clear. */
export const inTheClear = new Map<string, string>()

function refusal(word: string, status: number): Response {
  const problem: Problem = { type: `/problems/${word}`, title: word, status, detail: word, text: { zh: '不行', en: 'no' } }
  return Response.json(problem, { status })
}

async function answer(request: Request): Promise<Response> {
  if (service.away) throw new TypeError('no network')
  const { session: by } = service
  const { pathname } = new URL(request.url)
  if (pathname === '/api/time') return Response.json({ now_ms: Date.now(), today: '2022-07-14', demo: false, tickets: service.tickets })
  if (pathname === '/api/sign-in') return Response.json({ standing: 'person' })
  if (by === null) return refusal('not_signed_in', 401)
  if (pathname === '/api/me') {
    const person = { name_masked: '王*', document_masked: '330***********1234', since_ms: by, cities: [], declarations: [] }
    return Response.json({ phone_masked: '138****0000', person })
  }
  if (pathname.startsWith('/api/me/itinerary/')) return Response.json(await service.itinerary(request.headers.get('hc-member')))
  if (service.refuses) return refusal('refused', 409)
  const { id } = (await request.json()) as { id: string }
  service.arrived.push({ by, id })
  return Response.json({ decisions: [] })
}

/** A page knows its own address, and a test runs in none. */
class PageRequest extends Request {
  constructor(input: string | URL | Request, init?: RequestInit) {
    super(typeof input === 'string' ? new URL(input, HOST) : input, init)
  }
}

vi.stubGlobal('Request', PageRequest)
vi.stubGlobal('fetch', answer)
vi.stubGlobal('navigator', {})
vi.stubGlobal('document', { documentElement: { classList: { toggle: () => undefined } } })
const storage = {
  getItem: (key: string) => inTheClear.get(key) ?? null,
  setItem: (key: string, value: string) => inTheClear.set(key, value),
  removeItem: (key: string) => inTheClear.delete(key),
}
vi.stubGlobal('localStorage', storage)
vi.stubGlobal('sessionStorage', storage)
