// Emergency care needs no code. Both languages stand on the screen at once: whoever holds the phone out cannot choose.

/** What the card says, in Chinese and English. */
export const EMERGENCY = {
  zh: {
    title: '急诊不查码',
    what: '危急重症先救治。任何医院不得以没有健康码、健康码的颜色、没有核酸结果或没有手机为由拒绝、推诿或拖延急救。',
    call: '拨打 120',
    callWhat: '说清地点、病情和人数，保持电话畅通。',
    law: '法律依据',
    laws: [
      '《基本医疗卫生与健康促进法》第二十七条：为急危重症患者提供及时、规范、有效的急救服务，不得拒绝或者拖延。',
      '《医师法》第二十七条：对需要紧急救治的患者，医师应当采取紧急措施进行诊治，不得拒绝急救处置。',
      '《医疗机构管理条例》：医疗机构对危重病人应当立即抢救。',
    ],
    show: '请把本页出示给医院或检查点的工作人员。被拒绝时拨打 12345 或 120。',
  },
  en: {
    title: 'Emergency care needs no code',
    what: 'Whoever is in danger is treated first. No hospital may refuse, pass on or delay emergency care for want of a code, for its colour, for a missing test or a missing phone.',
    call: 'Call 120',
    callWhat: 'Say where you are, what happened and how many people; keep the line free.',
    law: 'The law',
    laws: [
      'Basic Medical Care and Health Promotion Law, Art. 27: emergency care in time; it is neither refused nor delayed.',
      'Physicians Law, Art. 27: a physician takes urgent measures for whoever needs them and may not refuse.',
      'Regulations on Medical Institutions: whoever is in critical condition is rescued at once.',
    ],
    show: 'Show this page to the staff of the hospital or checkpoint. If you are refused, call 12345 or 120.',
  },
} as const
