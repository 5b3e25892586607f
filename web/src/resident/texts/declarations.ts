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
    waits: '更正申请处理中，{when} 前答复',
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
    waits: 'A correction waits for its answer, before {when}',
    free: 'Correct it freely: {minutes}:{seconds} left',
    later: 'Correct it, with a reason',
    declare: 'Declare again',
    kept: 'No network: this is what the phone has kept.',
  },
})
