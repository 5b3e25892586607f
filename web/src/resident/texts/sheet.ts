// The sheet of paper.
import { both } from '../../shared/i18n/both'

export const sheet = both({
  zh: {
    title: '纸质健康码',
    link: '打印纸质健康码',
    what: '纸质码给不带手机的时候用，有效7天。同一时间只有一张有效：新打印的一张会使之前的失效。',
    agree: '纸上会印出您的全名和证件号后四位，供检查点核对。点按下面的按钮表示您同意。',
    of: '为{name}打印',
    agreeFor: '纸上会印出{name}的全名和证件号后四位，供检查点核对；家人的日志里会有一条记录。解除代办后，这张纸质码随之失效。',
    make: '同意并生成纸质码',
    tail: '证件号后四位',
    goodUntil: '有效至{day} 24:00',
    guard: '检查点：请扫码，并核对姓名和证件号后四位与证件一致。',
    qr: '纸质健康码：{state}',
    print: '打印',
    revoke: '纸丢了？使它失效',
    revoked: '纸质码已失效，检查点下次更新后不再放行。',
  },
  en: {
    title: 'A code on paper',
    link: 'Print a code on paper',
    what: 'A sheet is for the times without a phone. It is good for 7 days, one at a time: a new sheet ends the one before.',
    agree:
      'The sheet shows your full name and the last four of your document, for the checkpoint to compare. By the button below you agree.',
    of: 'For {name}',
    agreeFor:
      'The sheet shows the full name of {name} and the last four of the document, for the checkpoint to compare; their log has a line of it. It ends with the family link.',
    make: 'Agree and make a sheet',
    tail: 'Document ends in',
    goodUntil: 'Good until {day} 24:00',
    guard: 'Checkpoint: scan, then compare the name and the last four with the document.',
    qr: 'Code on paper: {state}',
    print: 'Print',
    revoke: 'Lost the sheet? End it',
    revoked: 'The sheet is ended; a checkpoint refuses it from its next update on.',
  },
})
