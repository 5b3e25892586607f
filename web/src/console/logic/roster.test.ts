import { expect, test } from 'vitest'
import { readRoster } from './roster'

test('s1_8_a_roster_is_read_line_by_line_with_documents_and_phones', () => {
  const text = '\uFEFF姓名,证件或手机\r\n王小明,330106201001011234\r\n"李 红"; 138 0013 8000\n\n赵一\t33010620100101123x\n'
  expect(readRoster(text)).toEqual({
    rows: [
      { name: '王小明', document_number: '330106201001011234' },
      { name: '李 红', phone: '13800138000' },
      { name: '赵一', document_number: '33010620100101123X' },
    ],
    faulty: [],
  })
})

test('s1_8_a_line_without_a_name_or_a_number_is_named', () => {
  expect(readRoster('王小明,1\n李红\n,2\n').faulty).toEqual([2, 3])
})
