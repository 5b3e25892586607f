import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isOpen, ROLES } from './access'

const GOLDEN = new URL('../../../../crates/domain/tests/golden/access.txt', import.meta.url)

/** Who may, by action, as the domain's own test prints it. */
function golden(): Map<string, string[]> {
  const lines = readFileSync(GOLDEN, 'utf8').split('\n')
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'))
  const [head = [], ...actions] = rows
  const open = (row: string[]) => head.filter((_, column) => row[column] === 'yes')
  return new Map(actions.map((row) => [row[0] ?? '', open(row)]))
}

it('n_3_the_entries_of_the_console_are_for_the_roles_of_the_table_of_access', () => {
  const table = golden()
  for (const [action, roles] of Object.entries(ROLES)) {
    expect(table.get(action), action).toEqual(expect.arrayContaining([...roles]))
    expect(table.get(action), action).toHaveLength(roles.length)
  }
})

it('n_3_an_entry_is_shown_to_whoever_has_a_duty_for_it', () => {
  expect(isOpen('propose_order', [{ role: 'auditor' }, { role: 'reviewer' }])).toBe(true)
  expect(isOpen('propose_order', [{ role: 'auditor' }])).toBe(false)
  expect(isOpen('read_proposals', [])).toBe(false)
})
