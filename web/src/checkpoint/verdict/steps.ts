// What the guard does, in at most three steps. Where a hospital or a pharmacy cannot take the code for a green one,
// that of the scene is never left out; on the way home nobody is asked to step aside.
import type { Refusal } from '../../credential'
import type { Gate, Outcome, PlainWords, Shown, Step, Words } from './types'

const MOST_STEPS = 3

const OF_REFUSAL: Readonly<Record<Refusal, readonly Step[]>> = {
  too_long: ['open_code_page', 'scan_again'],
  not_a_code: ['open_code_page', 'scan_again'],
  release_certificate: ['open_code_page', 'scan_again'],
  version: ['connect_gate', 'scan_again'],
  garbled: ['open_code_page', 'scan_again'],
  structure: ['open_code_page', 'scan_again'],
  claims: ['open_code_page', 'scan_again'],
  demo: ['step_aside'],
  issuer_unknown: ['connect_gate', 'scan_again'],
  wrong_issuer: ['step_aside'],
  issuer_signature: ['step_aside'],
  key_out_of_use: ['connect_gate', 'open_with_network', 'scan_again'],
  not_yet_valid: ['open_with_network', 'scan_again'],
  expired: ['open_with_network', 'scan_again'],
  holder_missing: ['open_code_page', 'scan_again'],
  holder_signature: ['step_aside'],
  too_old: ['open_with_network', 'set_clock', 'scan_again'],
  from_the_future: ['open_with_network', 'set_clock', 'scan_again'],
}

/** The steps of a verdict. `shown` is what a believed code says. */
export function stepsOf(gate: Gate, outcome: Outcome, words: Words, shown: Shown | null): Step[] {
  const steps = isRefused(words) ? [...OF_REFUSAL[refusalOf(words)]] : ofWords(outcome, words, shown)
  const innocent = words === 'list_too_old' || words === 'cannot_answer'
  const takenForGreen = outcome === 'pass' || (innocent && shown?.state === 'green')
  const scene = takenForGreen ? [] : ofScene(gate, steps)
  if (scene === null) return steps
  const others = steps.filter((step) => step !== 'step_aside')
  return [...others.slice(0, MOST_STEPS - scene.length), ...scene]
}

/** What the scene adds; `null` where it changes nothing. */
function ofScene(gate: Gate, steps: readonly Step[]): Step[] | null {
  if (gate === 'hospital') return ['other_entrance']
  if (gate === 'pharmacy') return ['serve_at_the_door']
  const asideOnly = steps.length === 1 && steps[0] === 'step_aside'
  return gate === 'community_in' && asideOnly ? ['go_home', 'tell_community'] : null
}

function ofWords(outcome: Outcome, words: PlainWords, shown: Shown | null): Step[] {
  const paper = shown?.kind === 'paper'
  const compare = paper ? 'compare_document' : 'compare_name'
  switch (words) {
    case 'pass':
      return paper ? ['compare_document'] : []
    case 'other_entrance':
    case 'serve_at_the_door':
      return []
    case 'pop_up':
      return ['read_pop_up', 'take_temperature', compare]
    case 'unconfirmed':
    case 'no_declaration':
      return ['finish_on_page', 'take_temperature', compare]
    case 'yellow':
    case 'red':
      return outcome === 'stop' ? ['step_aside'] : ['go_home', 'tell_community']
    case 'replaced':
    case 'changed':
    case 'status_unknown':
      return ['open_with_network', 'scan_again']
    case 'challenge_failed':
      return ['open_code_page', 'scan_again', compare]
    case 'cannot_answer':
      return [compare]
    case 'list_too_old':
      return ['connect_gate', compare]
    case 'no_code':
      return ['print_sheet', 'take_temperature']
  }
}

function isRefused(words: Words): words is `refused.${Refusal}` {
  return words.startsWith('refused.')
}

function refusalOf(words: `refused.${Refusal}`): Refusal {
  return words.slice('refused.'.length) as Refusal
}
