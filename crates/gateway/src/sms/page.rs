//! The inbox as a small page, in Chinese and English. `maud` escapes every word that it is given.

use maud::{DOCTYPE, Markup, html};

use super::inbox::Received;
use super::text::Language;

/// What the page shows.
pub(super) struct View<'a> {
    pub(super) language: Language,
    /// The phone as it was typed; empty for all.
    pub(super) given: &'a str,
    /// Whether that is a phone.
    pub(super) is_phone: bool,
    pub(super) messages: Vec<Received>,
}

/// The page's own words.
struct Words {
    code: &'static str,
    title: &'static str,
    notice: &'static str,
    phone: &'static str,
    find: &'static str,
    all: &'static str,
    reload: &'static str,
    none: &'static str,
    no_phone: &'static str,
    other: (&'static str, &'static str),
}

const CHINESE: Words = Words {
    code: "zh",
    title: "模拟手机的收件箱",
    notice: "演示：短信没有真正发出，只显示在这里。",
    phone: "手机号",
    find: "查看",
    all: "全部短信",
    reload: "刷新",
    none: "还没有短信。",
    no_phone: "这不是手机号，以下为全部短信。",
    other: ("en", "English"),
};

const ENGLISH: Words = Words {
    code: "en",
    title: "Inbox of the simulated phones",
    notice: "Demo: nothing was really sent; messages are only shown here.",
    phone: "Phone number",
    find: "Show",
    all: "All messages",
    reload: "Reload",
    none: "No messages yet.",
    no_phone: "This is not a phone number; all messages are shown.",
    other: ("zh", "中文"),
};

/// The whole page.
pub(super) fn page(view: &View<'_>) -> Markup {
    let words = match view.language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    };
    let newest = view.messages.first().map_or("", |message| &message.id);
    let phone = if view.is_phone { view.given } else { "" };
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
            body data-newest=(newest) data-phone=(phone) {
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
                        label for="phone" { (words.phone) }
                        input id="phone" name="phone" type="tel" autocomplete="off" value=(view.given);
                        button { (words.find) }
                    }
                }
                main {
                    @if !view.is_phone { p role="alert" { (words.no_phone) } }
                    @if view.messages.is_empty() { p { (words.none) } }
                    ol { @for message in &view.messages { (one(message, words)) } }
                }
            }
        }
    }
}

fn one(message: &Received, words: &Words) -> Markup {
    // The + of E.164 means a blank in a query.
    let only = format!(
        "/?lang={}&phone=%2B{}",
        words.code,
        message.to.trim_start_matches('+')
    );
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
