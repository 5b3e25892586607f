// A service for the tests of what a phone keeps: whose session it is, whom it lists, and what arrived under whom. It answers
// the page's own client in place of the network; whoever imports it does so before anything that asks.
import { vi } from 'vitest'
import type { CommunityEntry, CommunityToday, Problem } from '../../shared/api/types'

const PAGE = 50
const HOST = 'http://service.test'

export interface Arrived {
  readonly by: string
  readonly id: string
}

/** What the tests set and read. */
export const service = {
  /** Whose session the browser holds. */
  session: null as string | null,
  away: false,
  arrived: [] as Arrived[],
  /** How often it was asked for something. */
  asked: 0,
  /** The word with which it refuses what is recorded. */
  refuses: null as string | null,
  /** The people of a worker's community. */
  people: (_login: string): CommunityEntry[] => [],
  today: '2020-03-01',
}

export function personOf(person: string, whys: CommunityEntry['whys'] = []): CommunityEntry {
  const place = { street: '长庆街道', building: '3', door: '501' }
  const open = { checked_in: false, help: [], notes: [], tasks: [] }
  return { person, name: `人${person}`, phone: '1', colour: 'red', whys, ...place, ...open }
}

function listOf(login: string, show: string | null, page: number): CommunityToday {
  const all = service.people(login)
  const asked = show === 'everybody' ? all : all.filter(({ whys }) => (show === null ? whys.length > 0 : whys.includes(show as never)))
  const [from, to] = [page * PAGE, (page + 1) * PAGE]
  const next = to < asked.length ? { next: page + 1 } : {}
  const counts: CommunityToday['counts'] = []
  const head = { today: service.today, at_ms: 0, counts, followed: all.length, listed: asked.length }
  return { ...head, people: asked.slice(from, to), moved: [], page_size: PAGE, ...next }
}

function refusal(word: string): Response {
  const text = { zh: '不在辖区', en: 'not in your division' }
  const problem: Problem = { type: `/problems/${word}`, title: word, status: 403, detail: word, text }
  return Response.json(problem, { status: problem.status })
}

async function arrive(by: string, request: Request): Promise<Response> {
  if (service.refuses !== null) return refusal(service.refuses)
  const { id } = (await request.json()) as { id: string }
  service.arrived.push({ by, id })
  return Response.json({})
}

async function answer(request: Request): Promise<Response> {
  if (service.away) throw new TypeError('no network')
  const { session: login } = service
  const { pathname, searchParams } = new URL(request.url)
  if (pathname === '/api/time') return Response.json({ now_ms: Date.now(), today: service.today, demo: false, tickets: false })
  if (request.method === 'DELETE') {
    service.session = null
    return Response.json({})
  }
  if (login === null) return refusal('not_signed_in')
  if (request.method === 'POST') return arrive(login, request)
  if (pathname === '/api/staff/me') return Response.json({ login, name: login, office: { name: '社区' }, duties: [] })
  return Response.json(listOf(login, searchParams.get('show'), Number(searchParams.get('page') ?? 0)))
}

/** A page knows its own address, and a test runs in none. */
class PageRequest extends Request {
  constructor(input: string | URL | Request, init?: RequestInit) {
    super(typeof input === 'string' ? new URL(input, HOST) : input, init)
  }
}

vi.stubGlobal('Request', PageRequest)
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
vi.stubGlobal('fetch', (request: Request) => {
  service.asked += 1
  return answer(request)
})
