// certlogic-js: each rule is an expression that goes through the facts of its kind and keeps the longest time for which
// one still counts.
import { evaluate } from 'certlogic-js'

export function prepare(rules) {
  const expressions = rules.map((rule) => [rule, expression(rule)])
  return (people) =>
    people.map((person) => expressions.map(([rule, expression]) => [rule, evaluate(expression, person)]))
}

const current = (field) => ({ var: `current.${field}` })
const longest = { var: 'accumulator' }

function expression(rule) {
  const left = rule.window === null ? current('left') : { '+': [rule.window + 1, current('minusAgo')] }
  const asks = rule.asks.map(({ field, is, least }) =>
    is !== null ? { '===': [current(field), is] } : { '>=': [current(field), least] },
  )
  const counts = { '>': [left, longest] }
  const longer = asks.length > 0 ? { and: [...asks, counts] } : counts
  return { reduce: [{ var: rule.list }, { if: [longer, left, longest] }, 0] }
}
