// What waits for the one who is signed in.
import { both } from '../../shared/i18n/both'

export const tasks = both({
  zh: {
    title: '待办',
    lead: '系统抽到您来答复的提议，最急的在前。逾期未答复，系统会另行抽取。',
    none: '现在没有等您答复的事项。',
    noneWhat: '系统抽到您审批或确认时，会出现在这里，并标明还剩多少时间。',
    weak: '您用密码登录，可以查看，但答复须用通行密钥登录。',
    approve: '等您审批',
    confirm: '等您以第三人身份确认',
    look: '查看并答复',
    by: '{office}提议',
    left: { days: '还剩{days}天{hours}小时', hours: '还剩{hours}小时{minutes}分', minutes: '还剩{minutes}分钟' },
    late: { days: '已逾期{days}天{hours}小时', hours: '已逾期{hours}小时{minutes}分', minutes: '已逾期{minutes}分钟' },
    due: '{day} {time} 前',
    soon: '快到期',
    over: '已逾期',
  },
  en: {
    title: 'Tasks',
    lead: 'Proposals for which you were drawn, the most urgent first. What you do not answer in time goes to somebody else.',
    none: 'Nothing waits for you now.',
    noneWhat: 'When you are drawn to approve or to confirm a proposal, it stands here with the time that is left.',
    weak: 'You are signed in by password: you can look, but answering needs a passkey.',
    approve: 'Waits for your approval',
    confirm: 'Waits for you to confirm it as the third',
    look: 'Look and answer',
    by: 'proposed by {office}',
    left: {
      days: '{days} d {hours} h left',
      hours: '{hours} h {minutes} min left',
      minutes: '{minutes} min left',
    },
    late: {
      days: '{days} d {hours} h overdue',
      hours: '{hours} h {minutes} min overdue',
      minutes: '{minutes} min overdue',
    },
    due: 'before {day} {time}',
    soon: 'Due soon',
    over: 'Overdue',
  },
})
