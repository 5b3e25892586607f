// What a doctor is shown: reasons, places and contacts with their dates, for ten minutes, from the phone alone.
import { both } from '../../shared/i18n/both'

export const doctor = both({
  zh: {
    title: '给医生看',
    lead: '就医时可向医生出示：健康码的原因、您申报过的地点、接触和症状及其日期。',
    private: '内容只来自本机，不发送给任何人，没有网络也能用；十分钟后自动关闭。请您自己拿着手机给医生看。',
    show: '显示十分钟',
    left: '还剩 {minutes}:{seconds} 自动关闭',
    hide: '立即关闭',
    over: '已关闭。需要时可再次显示。',
    reasons: '健康码的原因',
    noReason: '目前没有使健康码变色的原因。',
    since: '自{day}起',
    declared: '申报的内容',
    noDeclared: '本机没有保存申报内容。联网打开“我的申报”后会保存。',
    made: '{when} 申报',
    asOf: '截至 {when} 本机所知',
  },
  en: {
    title: 'Show a doctor',
    lead: 'For a visit to a doctor: why your code has its colour, and the places, contacts and symptoms that you declared, with their dates.',
    private:
      'All of it comes from this phone. Nothing is sent to anybody, it works without a network, and it closes after ten minutes. Keep the phone in your own hand.',
    show: 'Show it for ten minutes',
    left: 'Closes by itself in {minutes}:{seconds}',
    hide: 'Close it now',
    over: 'It is closed. You can show it again.',
    reasons: 'Why the code has its colour',
    noReason: 'Nothing colours the code.',
    since: 'since {day}',
    declared: 'What was declared',
    noDeclared: 'The phone has kept no declaration. Open “My declarations” once with a network.',
    made: 'Declared {when}',
    asOf: 'As this phone knew it {when}',
  },
})
