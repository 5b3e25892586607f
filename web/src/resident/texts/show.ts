// The card that is shown to staff. Its Chinese is for them, whatever the person reads; the page's own words are few.
import { both } from '../../shared/i18n/both'

export const show = both({
  zh: {
    link: '给工作人员看',
    lead: '请把手机给工作人员看。',
    title: '请工作人员查看',
    next: '现在该做什么',
    why: '原因',
    noCode: '此人还没有这个城市的健康码，或正在审核。请核对证件，按无码人员流程登记，或引导至服务台办理。',
    reviewing: '审核中（蓝码）',
    reviewingNext: '此人的申请正在审核，暂时没有可扫的健康码。请核对证件，按无码人员流程登记，或引导至服务台办理。',
    offline: '手机现在没有网络，以上是手机上最近一次的结果。',
    guard: '本页不能代替扫码：有健康码的，请扫描二维码核验。',
  },
  en: {
    link: 'Show to staff, in Chinese',
    lead: 'Show this to the staff before you. It is in Chinese for them.',
    title: 'For the staff',
    next: 'What to do now',
    why: 'Why',
    noCode:
      'This person has no code of this city yet, or is being reviewed. Look at the document, register them as somebody without a code, or send them to a service counter.',
    reviewing: 'Under review (blue)',
    reviewingNext:
      'The application of this person is under review; there is no code to scan yet. Look at the document, register them as somebody without a code, or send them to a service counter.',
    offline: 'The phone has no network; this is its newest result.',
    guard: 'This page is no pass: where there is a code, scan it.',
  },
})
