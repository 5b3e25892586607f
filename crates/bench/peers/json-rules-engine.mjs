// json-rules-engine: an engine with one rule for each of ours. How long a fact still counts is a fact of its own, which
// the engine works out for each rule and person; a rule is met where that is more than nothing.
import { Engine } from 'json-rules-engine'

export function prepare(rules) {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const rule of rules) {
    engine.addFact(`left:${rule.id}`, async (_parameters, almanac) => {
      let most = 0
      for (const fact of await almanac.factValue(rule.list)) {
        const left = rule.window === null ? fact.left : rule.window + 1 - fact.ago
        if (left > most && rule.asks.every((ask) => holds(ask, fact[ask.field]))) most = left
      }
      return most
    })
    engine.addRule({
      conditions: { all: [{ fact: `left:${rule.id}`, operator: 'greaterThan', value: 0 }] },
      event: { type: rule.id, params: rule },
    })
  }
  const one = async (person) => {
    const { events, almanac } = await engine.run(person)
    const met = []
    for (const { params: rule } of events) met.push([rule, await almanac.factValue(`left:${rule.id}`)])
    return met
  }
  return async (people) => {
    const all = []
    for (const person of people) all.push(await one(person))
    return all
  }
}

const holds = (ask, value) => (ask.is !== null ? value === ask.is : value >= ask.least)
