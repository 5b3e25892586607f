// Feedback of people about the service, and its answers.
import { both } from '../../shared/i18n/both'

export const feedback = both({
  zh: {
    title: '意见反馈',
    lead: '居民对服务的意见，不与任何人关联。答复由提交者凭编号查看；打开和答复都会记入日志。90天后删除。',
    none: '没有等待答复的反馈',
    noneWhat: '新的反馈会出现在这里。',
    about: {
      fault: '用不了、出错',
      words: '看不懂、写错了',
      access: '看不清、听不到、不会用',
      idea: '建议',
      other: '其他',
    },
    open: '打开',
    said: '居民说',
    answer: '答复',
    answerHint: '1至1000字；请说明问题怎样解决，不要询问姓名或证件',
    send: '发出答复',
    answered: '已答复',
  },
  en: {
    title: 'Feedback',
    lead: 'What people say about the service; nobody stands behind it. Whoever sent it reads the answer by its number. Opening and answering stand in the log. It goes after 90 days.',
    none: 'No feedback waits for an answer',
    noneWhat: 'What comes stands here.',
    about: {
      fault: 'Something does not work',
      words: 'Something is wrong or unclear',
      access: 'Hard to see, hear or use',
      idea: 'An idea',
      other: 'Something else',
    },
    open: 'Open it',
    said: 'What was said',
    answer: 'Your answer',
    answerHint: '1 to 1,000 characters: how it is solved. Ask for no name or document',
    send: 'Send the answer',
    answered: 'Answered',
  },
})
