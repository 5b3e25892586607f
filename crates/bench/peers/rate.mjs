// Rates the people of a task with another engine, and says how many it rated in a second:
// `node rate.mjs ENGINE TASK MILLISECONDS` prints `{"rate": ..., "answers": [...]}`.
import { readFileSync } from 'node:fs'

const [engine, path, milliseconds] = process.argv.slice(2)
const { rules, people } = JSON.parse(readFileSync(path, 'utf8'))
const { prepare } = await import(`./${engine}.mjs`)
// What an engine says of people: for each rule, in how many days the last fact that meets it leaves its window.
const left = await prepare(rules)

const rateAll = async () => (await left(people)).map(answer)

// What follows: the worst colour, the rules behind it, when it ends, and when to look again.
function answer(found) {
  const answer = { colour: 'green', rules: [], until: null, review: null }
  for (const [rule, left] of found) {
    if (left <= 0) continue
    const turns = rule.days === null ? left : 1
    answer.review = answer.review === null ? turns : Math.min(answer.review, turns)
    if (rule.colour === null) continue
    answer.rules.push(rule.id)
    const until = rule.days ?? left
    const worse = answer.colour === 'green' || (rule.colour === 'red' && answer.colour !== 'red')
    if (worse) {
      answer.colour = rule.colour
      answer.until = until
    } else if (answer.colour === rule.colour) {
      answer.until = Math.max(answer.until, until)
    }
  }
  return answer
}

// One round warms up, and its answers are kept.
const answers = await rateAll()
const start = performance.now()
let done = 0
while (performance.now() - start < Number(milliseconds)) {
  await rateAll()
  done += people.length
}
const rate = (1000 * done) / (performance.now() - start)
console.log(JSON.stringify({ rate, answers }))
