// The public page of alarms and limits.
import { both } from '../../shared/i18n/both'

export const alarms = both({
  zh: {
    title: '告警与限额',
    lead: '工作人员对颜色的影响有公开的限额。超过限额或数据不符时，系统告警。这里只有次数，没有任何人的信息。',
    counts: '告警',
    none: '没有告警。',
    noneWhat: '有人超过限额，或数据库里的数据与签名不符时，次数会出现在这里。',
    day: '日期',
    kind: '种类',
    times: '次数',
    limits: '限额',
    limitsWhat: '在这些时间内最多可以改变多少人的颜色。超过的提议须等另一辖区的第三人确认，同一双手未经确认的也一并停止计算。',
    limit: '对象',
    window: { hour: '1小时', day: '1天', week: '7天', month: '30天' },
    caption: { counts: '按日期和种类的告警次数', limits: '按对象和时间的限额（人）' },
  },
  en: {
    title: 'Alarms and limits',
    lead: 'How many people staff can recolour has published limits. Going over one, or data that do not hold, raises an alarm. Here are counts and nothing about anybody.',
    counts: 'Alarms',
    none: 'There is no alarm.',
    noneWhat: 'When somebody goes over a limit, or data in the database do not fit their signatures, the count stands here.',
    day: 'Day',
    kind: 'Kind',
    times: 'Times',
    limits: 'Limits',
    limitsWhat:
      'How many people can be recoloured in these times at most. What goes over waits for a third from another division, and what the same hands did unconfirmed no longer counts.',
    limit: 'Whose',
    window: { hour: '1 hour', day: '1 day', week: '7 days', month: '30 days' },
    caption: { counts: 'Alarms by day and kind', limits: 'Limits by whose and over which time, in people' },
  },
})
