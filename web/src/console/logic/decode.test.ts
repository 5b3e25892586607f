import { expect, it } from 'vitest'
import { decode, isMisread } from './decode'

/** 谢伟 and 林小雨 in GBK; the first two characters are UTF-8 as well. */
const XIE_WEI = [0xd0, 0xbb, 0xce, 0xb0]
const LIN_XIAOYU = [0xc1, 0xd6, 0xd0, 0xa1, 0xd3, 0xea]

it('n_5_a_file_that_is_no_utf_8_is_read_whole_as_gb_18030', () => {
  expect(decode(Uint8Array.from([...XIE_WEI, 0x0a, ...LIN_XIAOYU]))).toEqual({ text: '谢伟\n林小雨', encoding: 'gb18030' })
  expect(decode(new TextEncoder().encode('\uFEFF谢伟\n林小雨'))).toEqual({ text: '谢伟\n林小雨', encoding: 'utf-8' })
  expect(decode(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' })
})

it('n_5_a_name_whose_bytes_are_both_is_told_by_its_letters', () => {
  const alone = decode(Uint8Array.from(XIE_WEI))
  expect(alone).toEqual({ text: 'лΰ', encoding: 'utf-8' })
  expect(isMisread(alone.text, false)).toBe(true)
  // 郑伟 reads as a mark of Hebrew and a Greek letter, 毛毛 as Latin ones.
  expect(isMisread('\u05A3ΰ', false)).toBe(true)
  expect(isMisread('ëë', false)).toBe(true)
  expect(isMisread('Иван', true)).toBe(true)
  for (const name of ['谢伟', 'Иван', 'José', 'Anna', '阿卜杜拉·买买提', '']) expect(isMisread(name, false)).toBe(false)
})
