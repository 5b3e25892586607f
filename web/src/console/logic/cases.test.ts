import { expect, it } from 'vitest'
import { readCases } from './cases'

const TODAY = '2022-07-14'
const HEAD = 'name,document_kind,document_number,onset,id,kind,number,date,venue,place,from,to'
const LIN = '330102199006123120'
const FILE = `${HEAD}
林小雨,,${LIN},2022-07-12,T1,train,G7311,2022-07-12,,,,
陈平,passport,usa e1234567,2022-07-13,,,,,,,,
,,${LIN},,R1,venue,,,知味观,restaurant,2022-07-12 18:00,2022-07-12 19:00
`
const wrongs = (text: string) => {
  const { cases, faults } = readCases(text, TODAY)
  return [...faults, ...cases.flatMap((one) => one.faults)].map(({ line, field, wrong }) => `${line} ${field} ${wrong}`)
}

it('n_5_a_file_has_a_line_a_person_and_one_more_for_each_further_event_of_the_same_document', () => {
  const { cases, faults } = readCases(FILE, TODAY)
  expect(faults).toEqual([])
  expect(cases.map(({ name, lines, events, faults: own }) => ({ name, lines, events, own }))).toEqual([
    { name: '林小雨', lines: [2, 4], events: 2, own: [] },
    { name: '陈平', lines: [3], events: 0, own: [] },
  ])
  expect(cases[0]?.text).toBe(`id,kind,number,date,venue,place,from,to
T1,train,G7311,2022-07-12,,,,
R1,venue,,,知味观,restaurant,2022-07-12 18:00,2022-07-12 19:00
`)
  expect(cases[0]?.textLines).toEqual([1, 2, 4])
  expect(cases[1]?.documentNumber).toBe('USA E1234567')
  expect(readCases(' ', TODAY)).toEqual({ cases: [], faults: [] })
})

it('n_5_what_is_wrong_is_told_by_line_and_field', () => {
  expect(wrongs('name,onset,colour,name')).toEqual(['1 colour unknownColumn', '1 name columnTwice', '1 document_number columnMissing'])
  expect(wrongs('name,document_number,onset,seat')).toEqual(['1 id columnMissing', '1 kind columnMissing'])
  expect(wrongs('name,document_number,onset')).toEqual(['1  none'])
  expect(wrongs('name,document_number,onset\n甲,"1,2022-07-12')).toEqual(['2  quote'])
  expect(
    wrongs(`name,document_kind,document_number,onset
,,3.30102E+17,2022-07-12
甲,licence,E1,
乙,passport,USA E0002,2022-02-30
丙,passport,USA E0003,2022-07-15
丁,passport,USA E0004,2022-05-14
\uFFFD,passport,USA E0005,2022-07-12,more`),
  ).toEqual([
    '2 name missing',
    '2 document_number residentId',
    '3 onset missing',
    '3 document_kind documentKind',
    '4 onset date',
    '5 onset onset',
    '6 onset onset',
    '7  cells',
    '7 name encoding',
  ])
})

it('n_5_a_further_line_adds_an_event_and_no_event_stands_there_twice', () => {
  expect(
    wrongs(`${HEAD}
甲,passport,USA E0001,2022-07-12,T1,train,G1,2022/07/12,,,,
甲,passport,USA E0001,2022-07-13,T2,walk,,,,,,
,,usa-e0001,,,,,,,,,
乙,passport,USA E0002,2022-07-12,T1,train,G1,2022-07-12,,,,
丙,passport,USA E0003,2022-07-12,,train,G1,2022-07-12,,,,`),
  ).toEqual([
    '3 onset differs',
    '4 document_number repeated',
    '2 date date',
    '3 kind eventKind',
    '5 id idTwice',
    '6 id missing',
  ])
})

it('n_5_lines_of_one_document_are_one_case_however_its_number_is_written', () => {
  const read = (lines: string) => readCases(`name,document_kind,document_number,onset,id,kind,number,date\n${lines}`, TODAY)
  const groups = [
    ['甲,,11010519491231002X,2022-07-12,,,,', ',,１１０１０５　19491231002ｘ,,T1,train,G1,2022-07-12'],
    ['甲,,110105491231002,2022-07-12,,,,', ',,11010519491231002X,,T1,train,G1,2022-07-12'],
    ['甲,passport,USA 123 45,2022-07-12,,,,', ',,usa:12345,,T1,train,G1,2022-07-12'],
    ['甲,hong_kong_macau_permit,H1234567801,2022-07-12,,,,', ',,h12345678,,T1,train,G1,2022-07-12'],
  ]
  for (const lines of groups) {
    const { cases } = read(lines.join('\n'))
    expect(cases.map(({ lines: of, faults }) => ({ of, faults }))).toEqual([{ of: [2, 3], faults: [] }])
  }
})

it('n_5_an_event_is_judged_before_anything_is_sent', () => {
  const head = 'name,document_kind,document_number,onset,id,kind,number,date,air,venue,place,from,to,closes,register,withdrawn'
  const line = (id: string, said: string) => `甲,passport,USA E0001,2022-07-12,${id},${said}`
  const venue = (from: string, to: string) => `venue,,,,知味观,restaurant,${from},${to}`
  expect(
    wrongs(
      [
        head,
        line('R1', `${venue('2022/7/12 18:00', '2022-07-12 19:00')},,,`),
        line('R2', `${venue('2022-07-12 18:00', '2022-07-12 24:00')},,,`),
        line('R3', `${venue('2022-07-12 18:00', '2022-07-12 17:30:00')},,-4,`),
        line('R4', `${venue('2022-07-12T10:00:00Z', '2022-07-12 19:00')},noon,4711,maybe`),
        line('R5', 'venue,G1,,,,bar,2022-07-12 18:00,2022-07-12 19:00,,,'),
        line('T1', 'train,G1,2022-07-12,open,,,2022-07-12 18:00,,,,'),
        line('T2', 'train,,2022-02-30,,,ward,,,,,'),
        line('T3', ',,,,,,,,,,yes'),
        line('T4', 'train,G1,2022-07-12,sealed,,,,,,,no'),
        line('R6', `${venue('2022-07-12 18:10', '2022-07-12 18:30')},2022-07-12 18:07,4711,`),
        line('R7', `${venue('2022-07-12 18:10', '2022-07-12 18:30')},2022-07-12 18:07,,`),
      ].join('\n'),
    ),
  ).toEqual([
    '2 from moment',
    '3 to moment',
    '4 register register',
    '4 to turned',
    '5 withdrawn withdrawn',
    '5 closes moment',
    '6 venue missing',
    '6 number ofNoVenue',
    '6 place place',
    '7 air air',
    '7 to bothTimes',
    '8 number missing',
    '8 place ofNoJourney',
    '8 date date',
    '11 from halfHour',
    '11 closes halfHour',
  ])
})

it('n_5_a_chinese_name_in_gbk_whose_bytes_are_utf_8_too_is_no_name', () => {
  expect(
    wrongs(`name,document_kind,document_number,onset
лΰ,,${LIN},2022-07-12
лΰ,passport,USA E0001,2022-07-12
Иван,passport,RUS 123456,2022-07-12
José,passport,ESP 123456,2022-07-12
阿卜杜拉·买买提,,11010519491231002X,2022-07-12`),
  ).toEqual(['2 name misread', '3 name misread'])
})
