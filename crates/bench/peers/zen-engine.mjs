// zen-engine, the engine itself through its native binding: a graph whose node has an expression for each rule and goes
// through all people by itself, so that the way into the engine and out again is gone once for all of them.
import { ZenEngine } from '@gorules/zen-engine'

export async function prepare(rules) {
  const expressions = rules.map((rule, number) => ({ id: `e${number}`, key: `r${number}`, value: expression(rule) }))
  const content = {
    expressions,
    executionMode: 'loop',
    inputField: 'people',
    outputPath: 'people',
    passThrough: false,
  }
  const decision = new ZenEngine().createDecision({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'facts', type: 'inputNode', name: 'facts', position: { x: 0, y: 0 } },
      { id: 'rules', type: 'expressionNode', name: 'rules', position: { x: 1, y: 0 }, content },
      { id: 'left', type: 'outputNode', name: 'left', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: '1', type: 'edge', sourceId: 'facts', targetId: 'rules' },
      { id: '2', type: 'edge', sourceId: 'rules', targetId: 'left' },
    ],
  })
  return async (people) => {
    const { result } = await decision.evaluate({ people })
    return result.people.map((said) => rules.map((rule, number) => [rule, said[`r${number}`]]))
  }
}

function expression({ list, window, asks }) {
  const field = ({ field, is, least }) =>
    is !== null ? `#.${field} == ${JSON.stringify(is)}` : `#.${field} >= ${least}`
  const counts = window === null ? '#.left > 0' : `#.ago <= ${window}`
  const left = window === null ? '#.left' : `${window + 1} - #.ago`
  const meets = [...asks.map(field), counts].join(' and ')
  return `some(${list}, ${meets}) ? max(map(filter(${list}, ${meets}), ${left})) : 0`
}
