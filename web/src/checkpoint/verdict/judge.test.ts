// The page's table against the golden file of the server's, question by question.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KINDS, REFUSALS, STATES, type Challenge } from '../../credential'
import { gateOf, judge } from './judge'
import { codeAge, FIRST_VALUES, listAge } from './policy'
import { SCENES, STATUSES, type CodeAge, type Direction, type ListAge, type Question, type Shown } from './types'

const GOLDEN = new URL('../../../../crates/domain/tests/golden/verdicts.txt', import.meta.url)
const ways = SCENES.flatMap((scene) => (['in', 'out'] as const).map((direction) => ({ scene, direction })))
const VALUES: Record<string, readonly string[]> = {
  gate: [...new Set(ways.map(({ scene, direction }) => gateOf(scene, direction)))],
  status: STATUSES,
  state: STATES,
  pop_up: ['no', 'yes'],
  challenge: ['not_asked', 'passed', 'failed'],
  kind: KINDS,
  list_age: ['fresh', 'old', 'too_old', 'missing'],
  refusal: ['no_code', ...REFUSALS],
  seen: ['no', 'yes'],
  code_age: ['today', 'yesterday', 'older'],
}

type Line = Record<string, string>

/** The lines of the part that begins with these columns, by column. */
function part(first: string): Line[] {
  const parts = readFileSync(GOLDEN, 'utf8').split('\n\n')
  const rows = parts.find((text) => text.split('\n')[1]?.startsWith(first))!.trim().split('\n').slice(1)
  const [columns, ...lines] = rows.map((row) => row.split('\t'))
  return lines.map((line) => Object.fromEntries(columns!.map((column, i) => [column, line[i]!])))
}

/** Every question that a line answers: all combinations of the values of its columns. */
function questions(line: Line, columns: readonly string[]): Line[] {
  return columns.reduce<Line[]>(
    (made, column) => {
      const values = line[column] === '*' ? VALUES[column]! : line[column]!.split('|')
      return made.flatMap((question) => values.map((value) => ({ ...question, [column]: value })))
    },
    [{}],
  )
}

const GREEN: Shown = {
  state: 'green',
  popUp: false,
  status: 'as_issued',
  kind: 'person',
  codeAge: 'today',
  listAge: 'fresh',
  challenge: 'not_asked',
  seen: false,
}

function wayTo(gate: string): Pick<Question, 'scene' | 'direction'> {
  return ways.find(({ scene, direction }) => gateOf(scene, direction) === gate)!
}

const or = (values: readonly string[]) => (values.length === 0 ? '-' : values.join(' '))

test('s1_7_a_believed_code_gets_the_verdict_of_the_golden_file', () => {
  const columns = ['gate', 'status', 'state', 'pop_up', 'challenge', 'kind', 'list_age']
  let asked = 0
  for (const line of part('gate\t')) {
    for (const q of questions(line, columns)) {
      const shown: Shown = {
        ...GREEN,
        status: q['status'] as Shown['status'],
        state: q['state'] as Shown['state'],
        popUp: q['pop_up'] === 'yes',
        challenge: q['challenge'] as Challenge,
        kind: q['kind'] as Shown['kind'],
        listAge: q['list_age'] as ListAge,
      }
      const verdict = judge(FIRST_VALUES, { ...wayTo(q['gate']!), presented: { shown } })
      const said = [verdict.outcome, verdict.words, or(verdict.steps)]
      expect(said, JSON.stringify(q)).toEqual([line['outcome'], line['words'], line['steps']])
      asked += 1
    }
  }
  expect(asked).toBe(9 * 4 * 5 * 2 * 3 * 4 * 4)
})

test('s1_7_no_code_and_refused_codes_get_the_verdict_of_the_golden_file', () => {
  let asked = 0
  for (const line of part('refusal\t')) {
    for (const q of questions(line, ['refusal', 'gate'])) {
      const refused = REFUSALS.find((refusal) => refusal === q['refusal'])
      const presented = refused === undefined ? 'no_code' : { refused }
      const verdict = judge(FIRST_VALUES, { ...wayTo(q['gate']!), presented })
      const said = [verdict.outcome, verdict.words, or(verdict.steps)]
      expect(said, JSON.stringify(q)).toEqual([line['outcome'], line['words'], line['steps']])
      expect(verdict.remarks).toEqual([])
      asked += 1
    }
  }
  expect(asked).toBe(19 * 9)
})

test('s1_7_remarks_are_those_of_the_golden_file', () => {
  for (const line of part('pop_up\t')) {
    for (const q of questions(line, ['pop_up', 'seen', 'list_age', 'code_age'])) {
      const shown: Shown = {
        ...GREEN,
        popUp: q['pop_up'] === 'yes',
        seen: q['seen'] === 'yes',
        listAge: q['list_age'] as ListAge,
        codeAge: q['code_age'] as CodeAge,
      }
      const verdict = judge(FIRST_VALUES, { scene: 'hospital', direction: 'in', presented: { shown } })
      expect(or(verdict.remarks), JSON.stringify(q)).toBe(line['remarks'])
    }
  }
})

test('s1_7_nobody_is_stopped_at_a_hospital_a_pharmacy_or_on_the_way_home_whatever_a_policy_says', () => {
  const rows = Object.fromEntries(VALUES['gate']!.map((gate) => [gate, FIRST_VALUES.rows.highway]))
  const policy = { ...FIRST_VALUES, rows: rows as typeof FIRST_VALUES.rows }
  for (const [scene, direction] of [['hospital', 'in'], ['pharmacy', 'in'], ['community', 'in']] as const) {
    const presented = { shown: { ...GREEN, state: 'red' as const } }
    expect(judge(policy, { scene, direction: direction as Direction, presented }).outcome).toBe('by_hand')
  }
})

test('n_1_the_age_of_a_list_and_of_a_code_are_told', () => {
  const hours = (n: number) => n * 3_600_000
  const age = (ms: number) => listAge(0, ms, FIRST_VALUES)
  expect(listAge(null, 0, FIRST_VALUES)).toBe('missing')
  expect([age(hours(6)), age(hours(6) + 1)]).toEqual(['fresh', 'old'])
  expect([age(hours(48)), age(hours(48) + 1)]).toEqual(['old', 'too_old'])
  const days = ['2022-07-15', '2022-07-14', '2022-07-13', '2022-07-12']
  expect(days.map((day) => codeAge(day, '2022-07-14'))).toEqual(['today', 'today', 'yesterday', 'older'])
})
