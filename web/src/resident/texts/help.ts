// Help by cause (S0-1): what happened in a heading, what to do in a sentence or two. The causes are those of `domain::help`.
import { both } from '../../shared/i18n/both'

export const help = both({
  zh: {
    title: '帮助',
    lead: '遇到的情况是哪一种？最常见的排在最前面。',
    search: '用一两个词查找',
    searchHint: '例如：验证码、黄码、换号',
    nothing: '没有找到。换个说法，或在下面告诉我们。',
    often: '近{days}天 {count} 次',
    feedback: '没有解决？告诉我们',
    emergency: '紧急就医不需要健康码。',
    cause: {
      code_not_sent: {
        what: '收不到验证码',
        todo: '请稍等一分钟再获取；短信服务暂时没有应答时，“服务公开”页会写明。也请检查短信拦截和欠费停机。换手机号后请用新号码登录。',
      },
      code_wrong: {
        what: '验证码不对或已过期',
        todo: '验证码5分钟内有效，只有最新的一条有用，最多试5次。请重新获取一条再输入。',
      },
      too_many_codes: {
        what: '提示获取验证码过多',
        todo: '每个号码每分钟1条、每小时5条、每天10条。请等提示的时间过后再试；已有的健康码照常可用。',
      },
      phone_refused: {
        what: '手机号不能用',
        todo: '验证码只发送到大陆手机号。没有大陆手机号的，请到社区或服务台凭证件办理，可领取纸质码。',
      },
      last_six_locked: {
        what: '证件后6位输错三次',
        todo: '为保护您的资料，今天这部手机不能再试，明天0时后恢复。着急的请带证件到服务台。已有的健康码不受影响。',
      },
      last_six_wrong: {
        what: '证件后6位不对',
        todo: '请照证件上的号码输入最后6位，包括字母（例如X）。用护照登记的，请用登记时的护照号码。',
      },
      details_disagree: {
        what: '登记时提示姓名、证件、手机号不一致',
        todo: '请逐项核对：姓名与证件完全一致（含生僻字和间隔号）；手机号须由本人实名登记。已登记过的请直接登录。号码不在自己名下的，请到服务台办理。',
      },
      registry_down: {
        what: '身份核验系统没有应答',
        todo: '这不是您的问题。填写的内容已保存在本机，恢复后再点一次即可，不会重复登记。“服务公开”页可看到是否恢复。',
      },
      signed_out: {
        what: '突然要求重新登录',
        todo: '健康码同时只在一部手机上使用：在另一部手机登录、90天未使用，或号码换了人，都会退出。请重新登录；不是您本人操作的，请查看“谁看过我的资料”。',
      },
      declaration_incomplete: {
        what: '申报不能提交',
        todo: '请看标红的题目：日期要在最近的范围内，首日不晚于末日，每个地点填到区县。填写内容会自动保存，改好再提交。',
      },
      list_asks: {
        what: '要求勾选是否到过风险区域',
        todo: '官方名单列出了您到过的区县中的一些地方。请只勾选确实到过的；都没到过选“都没有到过”，记不清选“不确定”。系统不会替您判断。',
      },
      not_declared: {
        what: '显示灰码',
        todo: '这个城市还没有有效的申报。点“去申报”，回答几个问题，马上得到结果。',
      },
      unconfirmed: {
        what: '显示蓝码（待核验）',
        todo: '有一项信息还在核实，页面写明是哪一项、到什么时候。蓝码不是黄码或红码；在此期间可向检查点人员说明，由其人工处理。',
      },
      destination_missing: {
        what: '核验行程没有通过：没有填写目的地城市（原因1）',
        todo: '目的地不会自动填写。请在行程里添加目的地城市的区县和日期（例如到达那天），再比对一次。今天或明天才到的，也请填写到达的日期。',
      },
      place_undeclared: {
        what: '核验行程没有通过：运营商记录的区县没有填写（原因2）',
        todo: '提交前的比对会写明是哪个区县、哪几天。到过的请添加到该号码的地点里；日期不同不影响。只在相邻区县出现一天的，会问您是否到过，答“没有到过”即可。记录不对的，请工作人员处理。',
      },
      number_unverified: {
        what: '核验行程没有通过：有号码没有验证（原因3）',
        todo: '您名下登记的每个号码都要输入验证码并填写地点，全部完成才算。验证码只有最新的一条有用。不再使用的号码可以在“我的资料”里交还。没有大陆手机号的，写明行程，附车票或接待人的说明，由工作人员办理。',
      },
      abroad_at_border: {
        what: '核验行程没有通过：人在边境区县，记录却显示境外（原因4）',
        todo: '边境的手机信号可能来自境外或港澳。请向运营商核实，或在核验页面提交更正，附车票、住宿等证明，工作人员24小时内答复。健康码不会因此变成黄码或红码。',
      },
      carrier_down: {
        what: '运营商没有应答，不能比对或查询行程',
        todo: '这不是您的问题。已验证的号码和填写的地点都还在，过一会儿再点一次即可，不用重新填写。“服务公开”页可看到是否恢复。',
      },
      coloured: {
        what: '变成黄码或红码，不知道为什么或不同意',
        todo: '健康码下方写明依据、起止日期和解除办法。申报填错的，15分钟内可自行更正；不同意的点“提出申诉”，由未参与原决定的人员在24小时内答复。',
      },
      check_in_refused: {
        what: '每日打卡没有成功',
        todo: '体温请填35至42之间的数字，例如36.5。没有网络也可以打卡，联网后自动送达，按打卡的时间计算。',
      },
      too_many_today: {
        what: '今天获取健康码次数过多',
        todo: '已有的健康码到明天结束前一直有效，不需要反复刷新。请关闭其他打开本页的窗口。',
      },
      phone_trouble: {
        what: '手机时间不对，或提示钥匙丢失',
        todo: '请打开手机的“自动设置时间”。提示钥匙丢失时（例如清除了浏览器数据），请重新登录，健康码马上恢复。',
      },
      number_changed: {
        what: '换了手机号',
        todo: '请用新号码登录，再输入证件后6位即可，申报和隔离天数都保留。旧号码的新主人看不到您的任何资料。',
      },
      busy: {
        what: '提示人多，或系统出现故障',
        todo: '已有的健康码没有网络也能出示，检查点照常能验。请过一会儿再试。',
      },
      gate_refused: {
        what: '检查点说健康码不能用',
        todo: '截图和转发的码一分钟后失效，请打开本页出示。提示“已被替换”时，说明另一部手机在用，请重新登录。检查点可人工处理，请向工作人员说明。',
      },
      no_phone: {
        what: '没有手机，或老人、孩子不会用',
        todo: '可以打印纸质码，一周有效。没有手机的，请带证件到社区或服务台办理。',
      },
    },
  },
  en: {
    title: 'Help',
    lead: 'Which of these has happened? What happens most often stands first.',
    search: 'Find it by a word or two',
    searchHint: 'Such as: one-time code, yellow, new number',
    nothing: 'Nothing found. Try other words, or tell us below.',
    often: '{count} times in {days} days',
    feedback: 'It did not help? Tell us',
    emergency: 'Emergency care asks for no code.',
    cause: {
      code_not_sent: {
        what: 'No one-time code comes',
        todo: 'Wait a minute and ask again. When the sender of messages does not answer, “State of the service” says so. Look at your message filter too. After a change of number sign in with the new one.',
      },
      code_wrong: {
        what: 'The one-time code is wrong or too old',
        todo: 'A code is good for 5 minutes and 5 tries, and only the newest counts. Ask for a new one.',
      },
      too_many_codes: {
        what: 'Too many one-time codes',
        todo: 'A number gets one a minute, five an hour, ten a day. Try again after the time shown; the code that you have works meanwhile.',
      },
      phone_refused: {
        what: 'My number is not taken',
        todo: 'One-time codes go to numbers of the mainland. Without one, take your document to your community or a service counter; you can have a code on paper.',
      },
      last_six_locked: {
        what: 'The last six were wrong three times',
        todo: 'To protect your data this phone cannot try again before midnight. If it cannot wait, take your document to a service counter. The code that you have is not touched.',
      },
      last_six_wrong: {
        what: 'The last six of my document are not taken',
        todo: 'Type the last six as they stand in the document, letters too (such as X). If you registered with a passport, use the number of that passport.',
      },
      details_disagree: {
        what: 'Name, document and number “could not be confirmed”',
        todo: 'Compare each with the document. The number must be registered in your own name. If you have a code already, sign in instead. If the number is in another name, go to a service counter.',
      },
      registry_down: {
        what: 'The identity registry does not answer',
        todo: 'This is nothing that you did. What you typed is kept on the phone: press once more when it is back, nothing is registered twice. “State of the service” says when it is.',
      },
      signed_out: {
        what: 'I was signed out',
        todo: 'A code lives on one phone at a time: signing in on another one, 90 days without use or a number that changed hands signs you out. Sign in again. If it was not you, look at “Who looked at my data”.',
      },
      declaration_incomplete: {
        what: 'My declaration cannot be sent',
        todo: 'Look at what is marked: days within the time asked for, the first not after the last, each place down to the county. What you typed is kept; change it and send again.',
      },
      list_asks: {
        what: 'I am asked whether I was in listed areas',
        todo: 'An official list names places in a county where you were. Tick only those where you really were; else “In none of them”, or “I do not know”. The program does not guess for you.',
      },
      not_declared: {
        what: 'My code is grey',
        todo: 'No declaration is in force for this city. Press “Declare”: a few questions, and the answer comes at once.',
      },
      unconfirmed: {
        what: 'My code is blue: not confirmed',
        todo: 'Something is still being confirmed; the page says what, and until when. Blue is neither yellow nor red. Meanwhile explain yourself at the checkpoint, where staff decide by hand.',
      },
      destination_missing: {
        what: 'Itinerary not verified: the destination is not on the list (cause 1)',
        todo: 'The destination is never filled in for you. Add the county there with its days, such as the day you arrive, and compare again. If you arrive today or tomorrow, that day counts.',
      },
      place_undeclared: {
        what: 'Itinerary not verified: a recorded county was not declared (cause 2)',
        todo: 'The comparison before you submit names the county and the days. If you were there, add it to the list of that number; another day does no harm. A neighbouring county with a single day is asked about: answer that you were not there. If the record is wrong, ask staff.',
      },
      number_unverified: {
        what: 'Itinerary not verified: a number was not confirmed (cause 3)',
        todo: 'Each of your numbers needs its code and its places; only then is it done. Of several codes only the newest counts. A number that you use no more can be given back under “My data”. Without a mainland number, say where you were and give a ticket or the word of whoever hosts you: staff decide.',
      },
      abroad_at_border: {
        what: 'Itinerary not verified: I was at the border, and the record says abroad (cause 4)',
        todo: 'At a border a phone may be carried by a network of the other side. Ask your carrier, or send a correction from the page of the check, with a ticket or a receipt of where you stayed; staff answer within 24 hours. It never makes the code yellow or red.',
      },
      carrier_down: {
        what: 'The carrier does not answer: no comparison, no query',
        todo: 'This is nothing that you did. Confirmed numbers and places are still there: press once more in a while, and type nothing again. “State of the service” says when it is back.',
      },
      coloured: {
        what: 'My code is yellow or red, and I do not know why or do not agree',
        todo: 'Under the code stands what it rests on, since when, until when and what ends it. A wrong declaration can be corrected within 15 minutes; else press “Object to this”: somebody who had no part in it answers within 24 hours.',
      },
      check_in_refused: {
        what: 'My check-in did not work',
        todo: 'Write the temperature as a number between 35 and 42, such as 36.5. You can check in without a network: it is sent later and counts for the time at which you made it.',
      },
      too_many_today: {
        what: 'Too many codes today',
        todo: 'The code that you have is good until the end of tomorrow; there is no need to load it again. Close other windows with this page.',
      },
      phone_trouble: {
        what: 'The clock of my phone is wrong, or its key is gone',
        todo: 'Let the phone set its time by itself. If the key is gone, because the data of the browser were cleared, sign in again: the code is back at once.',
      },
      number_changed: {
        what: 'I have a new number',
        todo: 'Sign in with the new number and the last six of your document; declarations and days of quarantine stay. Whoever gets your old number sees nothing of you.',
      },
      busy: {
        what: 'Many people at once, or something is broken',
        todo: 'The code that you have works without a network, and gates can read it. Try again in a while.',
      },
      gate_refused: {
        what: 'A checkpoint refuses my code',
        todo: 'Pictures of a code are dead within a minute: show this page. “Replaced” means that another phone has it: sign in again. Staff at the checkpoint can decide by hand; explain yourself to them.',
      },
      no_phone: {
        what: 'No phone, or somebody who cannot use one',
        todo: 'A code can be printed and is good for a week. Without a phone, take the document to your community or a service counter.',
      },
    },
  },
})
