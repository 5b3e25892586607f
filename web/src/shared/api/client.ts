// The one client of all faces. Every answer is either a value or a `Failure` that the page can show as it is: the
// server's own words in both languages, or that the network is away.
import createClient from 'openapi-fetch'
import type { Text } from '../i18n'
import { learnTime } from '../clock'
import { Failure } from './failure'
import type { Routes } from './gate'
import type { Problem } from './types'

/** A refusal that did not come from our server (a proxy, a captive portal). */
const FOREIGN: Text = {
  zh: '服务器的回答无法识别，请稍后再试。',
  en: 'The answer could not be understood. Please try again in a moment.',
}

const TIMEOUT_MS = 15_000

export const client = createClient<Routes>({
  baseUrl: '',
  fetch: (request) => fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) }),
})

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'type' in value && 'text' in value
}

/** Waits for an answer, and gives its body or throws a `Failure`. */
export async function ask<R>(call: Promise<{ data?: R; error?: unknown; response: Response }>): Promise<R> {
  const answer = await call.catch(() => {
    throw new Failure(null)
  })
  if (answer.response.ok) return answer.data as R
  const { status } = answer.response
  if (isProblem(answer.error)) throw new Failure(answer.error)
  throw new Failure({ type: '/problems/foreign', title: 'foreign', status, detail: `status ${status}`, text: FOREIGN })
}

export interface ServerTime {
  today: string
  demo: boolean
  /** Whether journeys can be filled in from one's own tickets. */
  tickets: boolean
}

/** Asks for the server's time and corrects the clock by it. */
export async function askTime(): Promise<ServerTime> {
  const sentMs = Date.now()
  const time = await ask(client.GET('/api/time'))
  learnTime(time.now_ms, sentMs)
  return { today: time.today, demo: time.demo, tickets: time.tickets }
}
