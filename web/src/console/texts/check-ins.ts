// Check-ins that workers entered with symptoms, for a second health role.
import { both } from '../../shared/i18n/both'

export const checkIns = both({
  zh: {
    title: '待确认的代录打卡',
    lead: '社区工作人员代居民录入的症状，由第二位医务人员或居民本人确认后才计入判定。请先致电核实。',
    none: '现在没有等待确认的打卡。',
    noneWhat: '有工作人员录入症状时会出现在这里，24小时内处理。您本人录入的不在其中。',
    on: '{day} 的打卡',
    door: '上门录入',
    phone: '电话录入',
    objected: '居民本人表示不属实',
    call: '拨打',
    so: '属实',
    notSo: '不属实',
    due: '请在 {time} 前答复',
  },
  en: {
    title: 'Entered check-ins to confirm',
    lead: 'Symptoms that a community worker entered count once a second health worker or the person confirms them. Call and ask first.',
    none: 'No check-in waits.',
    noneWhat: 'When a worker enters symptoms, they stand here for 24 hours. Those that you entered yourself are not among them.',
    on: 'check-in of {day}',
    door: 'entered at the door',
    phone: 'entered on the phone',
    objected: 'the person says that it is not so',
    call: 'Call',
    so: 'It is so',
    notSo: 'It is not so',
    due: 'answer before {time}',
  },
})
