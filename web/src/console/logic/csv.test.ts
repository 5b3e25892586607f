import { expect, it } from 'vitest'
import { readTable, recordLines, writeTable } from './csv'

it('n_5_a_table_is_read_with_the_line_in_which_each_row_begins', () => {
  const text = '\uFEFFname,seat\r\n 林小雨 ,"3、17号\n车厢"\r\n\r\n,\n"said ""so""",5车7A'
  expect(readTable(text)).toEqual({
    rows: [
      { line: 1, cells: ['name', 'seat'] },
      { line: 2, cells: ['林小雨', '3、17号\n车厢'] },
      { line: 6, cells: ['said "so"', '5车7A'] },
    ],
    open: 0,
  })
})

it('n_5_a_table_that_was_copied_has_tabs_and_a_quotation_mark_that_nothing_closes_is_told_with_its_line', () => {
  expect(readTable('a\tb\n1,5\t2').rows[1]?.cells).toEqual(['1,5', '2'])
  expect(readTable('a;b\n1,5;2').rows[1]?.cells).toEqual(['1,5', '2'])
  expect(readTable('a,b\n1,"2\n3,4').open).toBe(2)
  expect(readTable('').rows).toEqual([])
})

it('n_5_a_table_that_was_written_reads_the_same', () => {
  const rows = [
    ['id', 'venue'],
    ['R1', '知味观, "杭州"\n二楼'],
  ]
  expect(readTable(writeTable(rows)).rows.map(({ cells }) => cells)).toEqual(rows)
})

it('n_5_records_are_counted_as_the_service_counts_them', () => {
  expect(recordLines('id,venue\n\nR1,"知味观\n二楼"\r\n,\nR2,楼外楼\n')).toEqual([1, 3, 5, 6])
})
