// What a checkpoint says, in both languages: one sentence a verdict, one a step, one a remark. A gate without a
// network speaks from here; a test holds the texts against those that the server sends.
import type { Refusal } from '../../credential'
import type { Text } from '../../shared/i18n'
import type { PlainWords, Remark, Step, Words } from './types'

const text = (zh: string, en: string): Text => ({ zh, en })

const NO_CODE_OF_OURS = text('这不是健康码，请出示健康码页面', 'This is no health code; ask for the health code page')
const DAMAGED = text(
  '健康码内容不完整或被改动，请打开健康码页面重新扫描',
  'The code is damaged or was altered; ask for the health code page and scan again',
)

export const REFUSED: Readonly<Record<Refusal, Text>> = {
  too_long: NO_CODE_OF_OURS,
  not_a_code: NO_CODE_OF_OURS,
  release_certificate: text(
    '这是解除隔离证明，不是健康码，请另出示健康码页面',
    'A certificate of release, not a code; ask for the health code page as well',
  ),
  version: text(
    '健康码版本较新，请联网更新本设备',
    'The code is of a version that this device does not know; connect this device and update it',
  ),
  garbled: text('二维码读取有误，请重新扫描', 'The code was not read well; scan it again'),
  structure: DAMAGED,
  claims: DAMAGED,
  demo: text('这是演示用的健康码，不能通行', 'This is a demonstration code; it is not valid here'),
  issuer_unknown: text(
    '本设备不认识签发该码的城市，请联网更新后重试',
    'This device does not know who issued the code; connect this device and scan again',
  ),
  wrong_issuer: text(
    '签发城市与签名不符，该码无效',
    'The code names another city than the one that signed it; it is not valid',
  ),
  issuer_signature: text('签名无效，该码是伪造或被改动的', 'The signature does not hold; the code is forged or altered'),
  key_out_of_use: text(
    '签发密钥不在使用期内，请本设备和手机联网后重试',
    'It was signed with a key that was not in use; connect this device and the phone, then scan again',
  ),
  not_yet_valid: text(
    '该码尚未生效，请联网打开页面出示今天的码',
    "The code is not valid yet; open the page with a network and show today's",
  ),
  expired: text(
    '该码已过期，请联网打开页面后重新出示',
    'The code has expired; open the page with a network and show the new one',
  ),
  holder_missing: text(
    '该码缺少本人手机的签名，请在本人手机上打开页面出示',
    "The code lacks its phone's signature; show it on the holder's own phone",
  ),
  holder_signature: text(
    '该码不是由本人手机出示的，无效',
    'The code was not shown by the phone to which it was issued; it is not valid',
  ),
  too_old: text(
    '这是截图或旧码，或手机时间偏慢：请联网打开页面出示实时的码',
    'A picture or an old code, or a slow clock: open the page with a network and show the running code',
  ),
  from_the_future: text(
    '该码的时间超前，或手机时间偏快：请联网打开页面出示实时的码',
    'Made ahead of time, or a fast clock: open the page with a network and show the running code',
  ),
}

export const SENTENCES: Readonly<Record<PlainWords, Text>> = {
  pass: text('请通行', 'Please go on'),
  pop_up: text('绿码，有弹窗提示', 'Green, with a notice'),
  unconfirmed: text('正在核验，尚未确认', 'Not confirmed yet'),
  no_declaration: text('没有有效的健康申报', 'No declaration is in force'),
  yellow: text('黄码，隔离期内', 'Yellow: in quarantine'),
  red: text('红码，隔离期内', 'Red: in quarantine'),
  other_entrance: text('请走另一入口', 'Please take the other entrance'),
  serve_at_the_door: text('请在门口服务', 'Please serve at the door'),
  replaced: text('该码已被更换', 'This code was replaced'),
  changed: text('状态已变化，请联网打开页面', 'The state has changed; open the page with a network'),
  status_unknown: text('状态无法读取', 'The status cannot be read'),
  challenge_failed: text('没有通过现场验证', 'The challenge was not answered'),
  cannot_answer: text('此类码不能现场验证', 'This kind of code cannot answer a challenge'),
  list_too_old: text('本设备的状态列表过旧', 'The status list of this device is too old'),
  no_code: text('没有健康码', 'No code'),
}

export const STEP_TEXTS: Readonly<Record<Step, Text>> = {
  step_aside: text('请到一旁，原因在您的手机上', 'Please step aside; the reason is on your phone'),
  open_code_page: text('请打开健康码页面', 'Open the health code page'),
  open_with_network: text('请联网打开页面', 'Open the page with a network'),
  set_clock: text('请将手机时间设为自动', "Set the phone's clock by the network"),
  scan_again: text('重新扫描', 'Scan again'),
  read_pop_up: text('请打开弹窗并按说明办理', 'Open the notice and follow it'),
  finish_on_page: text('请在页面上补齐信息', 'Finish on the page what is missing'),
  print_sheet: text('请到服务台打印纸质码', 'The service counter prints a sheet'),
  compare_name: text('核对姓名与证件', 'Compare the name with a document'),
  compare_document: text(
    '核对姓名和证件号后四位',
    'Compare the name and the last four of the number with the document',
  ),
  take_temperature: text('测量体温', 'Take the temperature'),
  go_home: text('请直接回家，不去别处', 'Straight home, and nowhere else'),
  tell_community: text('告知居住地社区', 'Tell the community of the residence'),
  other_entrance: text('走另一入口，前往发热门诊', 'Take the other entrance; this way to the fever clinic'),
  serve_at_the_door: text('在门口服务', 'Serve at the door'),
  connect_gate: text('请将本设备联网', 'Bring this device to a network'),
}

export const REMARK_TEXTS: Readonly<Record<Remark, Text>> = {
  pop_up: text('有弹窗提示', 'There is a notice'),
  seen_here: text('刚在此出示过', 'Shown here just now'),
  list_old: text('状态列表不是最新的', 'The status list is not fresh'),
  confirmed_yesterday: text('昨天确认', 'Confirmed yesterday'),
  confirmed_earlier: text('早前确认', 'Confirmed earlier'),
}

/** The sentence of a verdict. */
export function sentence(words: Words): Text {
  const refused = /^refused\.(.*)$/.exec(words)?.[1]
  return refused === undefined ? SENTENCES[words as PlainWords] : REFUSED[refused as Refusal]
}

/** A remark; `seenSeconds` is how long ago this gate saw the code. */
export function remarkText(remark: Remark, seenSeconds: number | null): Text {
  if (remark !== 'seen_here' || seenSeconds === null) return REMARK_TEXTS[remark]
  return text(`${seenSeconds}秒前在此出示过`, `Shown here ${seenSeconds} s ago`)
}
