// Every event against every visit, as one writes it first: `node nested-loop.mjs FILE` prints what it found and how long it took.
// A line of the file is `v ROW VENUE FROM TO` or `e NUMBER VENUE FROM TO`, times in seconds, half open.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** @typedef {{ id: number, venue: number, from: number, to: number }} Stay */
/** @type {Stay[]} */
const visits = []
/** @type {Stay[]} */
const events = []
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const [what, id, venue, from, to] = line.split(' ')
  const stay = { id: Number(id), venue: Number(venue), from: Number(from), to: Number(to) }
  if (what === 'v') visits.push(stay)
  else events.push(stay)
}

/** @param {Stay[]} some */
function match(some) {
  const found = []
  for (const event of some) {
    for (const visit of visits) {
      if (visit.venue === event.venue && visit.from < event.to && visit.to > event.from) {
        found.push({ event: event.id, row: visit.id })
      }
    }
  }
  return found
}

// A few events warm up.
match(events.slice(0, 20))
const start = performance.now()
const found = match(events)
const seconds = (performance.now() - start) / 1000
const rows = found.reduce((sum, contact) => sum + contact.row, 0)
console.log(JSON.stringify({ seconds, contacts: found.length, rows }))
