//! The inbox as a small page, in Chinese and English. `maud` escapes every word that it is given.

use maud::{DOCTYPE, Markup, html};

use super::Kind;
use super::kept::Received;
use crate::sms::Language;

/// What the page shows.
pub(super) struct View<'a> {
    pub(super) kind: Kind,
    pub(super) language: Language,
    /// The phone or address as it was typed; empty for all.
    pub(super) given: &'a str,
    /// Whether that is one.
    pub(super) is_contact: bool,
    pub(super) messages: Vec<Received>,
}

/// The page's own words.
struct Words {
    code: &'static str,
    title: &'static str,
    notice: &'static str,
    contact: &'static str,
    find: &'static str,
    all: &'static str,
    reload: &'static str,
    none: &'static str,
    no_contact: &'static str,
    other: (&'static str, &'static str),
}

const PHONES: [Words; 2] = [CHINESE, ENGLISH];
const MAIL: [Words; 2] = [MAIL_CHINESE, MAIL_ENGLISH];

const CHINESE: Words = Words {
    code: "zh",
    title: "模拟手机的收件箱",
    notice: "演示：短信没有真正发出，只显示在这里。",
    contact: "手机号",
    find: "查看",
    all: "全部短信",
    reload: "刷新",
    none: "还没有短信。",
    no_contact: "这不是手机号，以下为全部短信。",
    other: ("en", "English"),
};

const ENGLISH: Words = Words {
    code: "en",
    title: "Inbox of the simulated phones",
    notice: "Demo: nothing was really sent; messages are only shown here.",
    contact: "Phone number",
    find: "Show",
    all: "All messages",
    reload: "Reload",
    none: "No messages yet.",
    no_contact: "This is not a phone number; all messages are shown.",
    other: ("zh", "中文"),
};

const MAIL_CHINESE: Words = Words {
    title: "模拟邮箱的收件箱",
    notice: "演示：邮件没有真正发出，只显示在这里。",
    contact: "电子邮箱",
    all: "全部邮件",
    none: "还没有邮件。",
    no_contact: "这不是邮箱地址，以下为全部邮件。",
    ..CHINESE
};

const MAIL_ENGLISH: Words = Words {
    title: "Inbox of the simulated mailboxes",
    notice: "Demo: nothing was really sent; letters are only shown here.",
    contact: "E-mail address",
    all: "All letters",
    none: "No letters yet.",
    no_contact: "This is not an e-mail address; all letters are shown.",
    ..ENGLISH
};

/// The whole page.
pub(super) fn page(view: &View<'_>) -> Markup {
    let [chinese, english] = match view.kind {
        Kind::Phones => &PHONES,
        Kind::Mailboxes => &MAIL,
    };
    let words = match view.language {
        Language::Chinese => chinese,
        Language::English => english,
    };
    let field = view.kind.field();
    let newest = view.messages.first().map_or("", |message| &message.id);
    let only = if view.is_contact { view.given } else { "" };
    html! {
        (DOCTYPE)
        html lang=(words.code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words.title) }
                link rel="stylesheet" href="/inbox.css";
                script src="/inbox.js" defer {}
            }
            body data-newest=(newest) data-field=(field) data-only=(only) {
                header {
                    h1 { (words.title) }
                    p { (words.notice) }
                    nav {
                        a href=(format!("/?lang={}", words.code)) { (words.all) }
                        a href="" { (words.reload) }
                        a href=(format!("/?lang={}", words.other.0)) lang=(words.other.0) { (words.other.1) }
                    }
                    form method="get" action="/" {
                        input type="hidden" name="lang" value=(words.code);
                        label for="contact" { (words.contact) }
                        input id="contact" name=(field) type=(view.kind.input()) autocomplete="off" value=(view.given);
                        button { (words.find) }
                    }
                }
                main {
                    @if !view.is_contact { p role="alert" { (words.no_contact) } }
                    @if view.messages.is_empty() { p { (words.none) } }
                    ol { @for message in &view.messages { (one(message, words, field)) } }
                }
            }
        }
    }
}

fn one(message: &Received, words: &Words, field: &str) -> Markup {
    let only = format!("/?lang={}&{field}={}", words.code, in_a_query(&message.to));
    html! {
        li {
            p { a href=(only) { (message.to) } " " (at(message)) }
            p.text { (message.text) }
        }
    }
}

/// When it came: local date and time, to the second.
fn at(message: &Received) -> Markup {
    let exact = message.at_ms.to_string();
    let shown: String = exact.replace('T', " ").chars().take(19).collect();
    html! { time datetime=(exact) { (shown) } }
}

/// A contact as a part of a query: whatever could mean something else there is written as its bytes.
fn in_a_query(contact: &str) -> String {
    let mut written = String::new();
    for byte in contact.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.extend(["%".to_owned(), format!("{byte:02X}")]);
        }
    }
    written
}
