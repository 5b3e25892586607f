export const zh = { title: '健康码' }
export type Messages = typeof zh
