// What the person declared, and how to correct it.
import { both } from '../../shared/i18n/both'

export const declarations = both({
  zh: {
    title: '我的申报',
    lead: '您说过什么、什么时候、哪些仍然有效。各次申报合并计算，后一次不会抵消前一次。',
    none: '还没有申报。',
    made: '{when} 申报',
    counts: '有效',
    replaced: '已被更正，不再计算',
    correction: {
      state: {
        waiting: '更正申请等待核实',
        granted: '更正申请已同意',
        refused: '更正申请未获同意',
        withdrawn: '您已撤回更正申请',
        over: '更正申请已由另一次更正取代',
      },
      due: '工作人员须在 {when} 前答复；在此之前健康码不变。',
      overdue: '答复期限 {when} 已过；申请仍在等待，并已计入公开的逾期数。',
      reason: '您的说明',
      answer: '答复',
      answerOf: '{office}的答复',
      withdraw: '撤回更正申请',
    },
    free: '可直接更正：还剩 {minutes}:{seconds}',
    later: '更正（需说明原因）',
    declare: '再申报一次',
    kept: '没有网络：这是本机保存的内容。',
  },
  en: {
    title: 'My declarations',
    lead: 'What you said, when, and what still counts. Declarations add up: a later one takes nothing back.',
    none: 'None yet.',
    made: 'Declared {when}',
    counts: 'In force',
    replaced: 'Corrected; it no longer counts',
    correction: {
      state: {
        waiting: 'A correction waits for a reviewer',
        granted: 'Your correction was granted',
        refused: 'Your correction was refused',
        withdrawn: 'You took your correction back',
        over: 'Another correction took its place',
      },
      due: 'Staff answer before {when}; until then the code stays as it is.',
      overdue: 'It was to be answered before {when}. It waits on, and is counted among what is overdue in public.',
      reason: 'Why it was wrong',
      answer: 'The answer',
      answerOf: 'The answer of {office}',
      withdraw: 'Take the correction back',
    },
    free: 'Correct it freely: {minutes}:{seconds} left',
    later: 'Correct it, with a reason',
    declare: 'Declare again',
    kept: 'No network: this is what the phone has kept.',
  },
})
