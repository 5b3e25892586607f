// Objecting to what colours one's code.
import { both } from '../../shared/i18n/both'

export const appeal = both({
  zh: {
    open: '提出申诉',
    lead: '由未参与原决定的人员处理，24小时内答复。对依法作出的决定或认定，逾期未答复即暂停执行。',
    reason: '哪里不对、为什么',
    reasonHint: '1至1000字，只有处理人能看到，每次查看您都能看到记录',
    evidence: '有什么可以证明',
    evidenceHint: '例如当天在哪里、谁可以证明、证明材料的编号；可以不填',
    send: '提交申诉',
    onPaper: '由工作人员代为录入的纸质申诉',
    answer: '答复',
    answerOf: '{office}的答复',
    withdraw: '撤回申诉',
    state: { waiting: '申诉处理中', granted: '申诉成立', rejected: '申诉未获支持', withdrawn: '申诉已撤回', over: '申诉已终结' },
  },
  en: {
    open: 'Object to this',
    lead: 'Somebody who had no part in the decision answers within 24 hours. What officials ordered or said is suspended where nobody does.',
    reason: 'What is wrong, and why',
    reasonHint: '1 to 1,000 characters. Only who answers it reads them, and you see each time that somebody has looked',
    evidence: 'What shows it',
    evidenceHint: 'Such as where you were that day, who can tell, the number of a paper; may stay empty',
    send: 'Send',
    onPaper: 'Taken down from paper by staff',
    answer: 'The answer',
    answerOf: 'The answer of {office}',
    withdraw: 'Take it back',
    state: {
      waiting: 'Your objection waits for its answer',
      granted: 'Your objection was granted',
      rejected: 'Your objection was rejected',
      withdrawn: 'You took your objection back',
      over: 'What you objected to has ended',
    },
  },
})
