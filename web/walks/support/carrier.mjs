// A carrier for walks that look at what happens when one fails: it speaks the exchange of `gateway::carrier` over HTTP, and answers
// as it is told to.
import { createServer } from 'node:http'
import { once } from 'node:events'

const DAY_MS = 86_400_000
const before = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)

/** How it may behave: as it should, with an error, with an answer that is none. */
const CONDUCT = {
  well: (question, stays) => ({ holder: true, until: before(question.to, 1), stays: stays(question) }),
  failing: () => null,
  nonsense: () => ({ holder: true, until: 'yesterday', stays: 'everywhere' }),
}

/**
 * Starts one on 127.0.0.1. `stays` gives what it recorded for a question.
 *
 * @param {(question: { phone: string, from: string, to: string }) => object[]} stays
 */
export async function startCarrier(stays) {
  let conduct = 'well'
  const asked = { well: 0, failing: 0, nonsense: 0 }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    asked[conduct] += 1
    const answer = CONDUCT[conduct](JSON.parse(text), stays)
    response.writeHead(answer === null ? 503 : 200, { 'content-type': 'application/json' })
    response.end(answer === null ? '' : JSON.stringify(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    /** From now on it behaves so. */
    behave: (next) => (conduct = next),
    /** How often it was asked while it behaved so. */
    asked: (so) => asked[so],
    end: () => new Promise((resolve) => server.close(() => resolve(undefined))),
  }
}

/** A phone that was in one county all the time, and on one day seen in the county beside it. */
export function driftingPhone(home, beside, daysAgo) {
  return ({ from, to }) => {
    const until = before(to, 1)
    const seen = before(to, daysAgo)
    return [
      { county: home, from, to: until },
      { county: beside, from: seen, to: seen },
    ]
  }
}
