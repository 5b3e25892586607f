//! The words of a message. A phone's screen shows them to whoever looks at it, and the sender reads them: they name
//! the purpose, and no colour, place or name. There is no other way to make a text.

use domain::ids::VenueId;
use domain::time::Date;
use domain::venue::{FIGURES, short_number};
use zeroize::Zeroizing;

/// Digits of a one-time code (S0-16).
const CODE_DIGITS: usize = 6;

/// A text that may be sent. It holds a code: no `Debug`, no `Display`, wiped when dropped.
///
/// ```compile_fail
/// fn shown<T: std::fmt::Debug>() {}
/// shown::<gateway::sms::Text>();
/// ```
#[derive(Clone)]
pub struct Text(Zeroizing<String>);

/// What a one-time code opens. It serves this and nothing else (S0-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in to one's health code, the first time too: the words are the same whoever asks.
    SignIn,
    /// Adding the number to the health code of whoever asks its holder for the code (S0-14).
    AddNumber,
    /// Letting a family member hold one's code and speak for one.
    Family,
    /// Comparing where the number was with what its holder declares, when they enter a city (S0-16).
    Itinerary,
    /// Getting a venue's figures each morning (N-5).
    VenueFigures,
}

/// In which language a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese, for readers in the mainland.
    Chinese,
    /// English.
    English,
}

/// A code, or figures, that are none. They are not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("exactly 6 digits of a one-time code, or 4 figures of a venue, from 0 to 9")]
pub struct TextError;

impl Text {
    /// The text of a one-time code of 6 digits that lives `minutes`. It fits one short message: 70 characters of
    /// Chinese, 160 of English (GSM 03.38).
    pub fn one_time_code(
        code: &str,
        purpose: Purpose,
        minutes: u8,
        language: Language,
    ) -> Result<Self, TextError> {
        if code.len() != CODE_DIGITS || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(TextError);
        }
        let opens = purpose.words(language);
        let warning = purpose.warning(language);
        let text = match (purpose, language) {
            (Purpose::AddNumber | Purpose::VenueFigures, Language::Chinese) => {
                format!("【健康码】验证码 {code}，{opens}，{minutes} 分钟内有效。{warning}")
            }
            (Purpose::AddNumber | Purpose::VenueFigures, Language::English) => {
                format!("Health code: {code} {opens}, valid for {minutes} min. {warning}")
            }
            (_, Language::Chinese) => {
                format!("【健康码】验证码 {code}，用于{opens}，{minutes} 分钟内有效。{warning}")
            }
            (_, Language::English) => format!(
                "Health code: {code} is your code to {opens}, valid for {minutes} min. {warning}"
            ),
        };
        Ok(Self(Zeroizing::new(text)))
    }

    /// The reminder of the day's check-in, in both languages: nobody has said which one the phone's holder reads.
    pub fn check_in_reminder() -> Self {
        Self::fixed(
            "【健康码】今天还没有打卡，请在24点前完成。Health code: please check in before midnight.",
        )
    }

    /// That there is something to read on the page, in both languages, and not what.
    pub fn notice() -> Self {
        Self::fixed(
            "【健康码】您有一条新通知，请打开健康码查看。Health code: open your page, there is a notice.",
        )
    }

    /// The figures that stand beside a venue's code on a date, in both languages. The venue stands there by the last four digits of
    /// its number, which its manager's page shows, and not by its name.
    pub fn venue_figures(figures: &str, venue: VenueId, on: Date) -> Result<Self, TextError> {
        if figures.len() != FIGURES || !figures.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(TextError);
        }
        let venue = short_number(venue);
        let date = on.to_string();
        let date = date.get(5..).unwrap_or_default();
        Ok(Self(Zeroizing::new(format!(
            "【健康码】{date}场所{venue}的数字：{figures}。Health code: venue {venue}, {date}: {figures}"
        ))))
    }

    /// To a phone of before: a code moved to another one. Whose it is, it does not say.
    pub fn moved() -> Self {
        Self::fixed(
            "【健康码】本号码不再用于原健康码，如非本人办理请到服务台。Health code: moved away; ask a counter.",
        )
    }

    /// To a person's other numbers, that one more joined: what to do if it was not them. Whose it is and which, it does not say.
    pub fn number_added() -> Self {
        Self::fixed(
            "【健康码】增加了一个号码，非本人请在页面交还。Health code: new number. Not you? Give it back.",
        )
    }

    fn fixed(words: &str) -> Self {
        Self(Zeroizing::new(words.to_owned()))
    }

    /// The words, for whoever sends them.
    pub(crate) fn words(&self) -> &str {
        &self.0
    }
}

impl Purpose {
    /// To whom it may be told. A code for the family is told to the relative, and to nobody else.
    const fn warning(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::SignIn | Self::Itinerary, Language::Chinese) => {
                "工作人员不会索要，请勿告诉任何人。"
            }
            (Self::SignIn | Self::Itinerary, Language::English) => {
                "Our staff never ask for it: tell nobody."
            }
            (Self::AddNumber | Self::VenueFigures, Language::Chinese) => "工作人员不会索要。",
            (Self::AddNumber | Self::VenueFigures, Language::English) => {
                "Our staff never ask for it."
            }
            (Self::Family, Language::Chinese) => "只告诉您同意的家人；不同意请忽略。",
            (Self::Family, Language::English) => "Tell it to that relative only, or ignore it.",
        }
    }

    const fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::SignIn, Language::Chinese) => "登录",
            (Self::SignIn, Language::English) => "sign in",
            (Self::AddNumber, Language::Chinese) => "告诉谁即同意把本号码加入其健康码",
            (Self::AddNumber, Language::English) => {
                "lets whoever you tell it add this number to their health code"
            }
            (Self::VenueFigures, Language::Chinese) => "告诉谁即同意由本号码每天接收其场所的数字",
            (Self::VenueFigures, Language::English) => {
                "lets whoever you tell it have a venue's figures sent here each day"
            }
            (Self::Itinerary, Language::Chinese) => "核验行程：查询并比对本号码到过的区县",
            (Self::Itinerary, Language::English) => "compare where this number was",
            (Self::Family, Language::Chinese) => "同意家人代办您的健康码",
            (Self::Family, Language::English) => "let a relative hold your health code",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: Language) -> String {
        let text = Text::one_time_code("012345", Purpose::SignIn, 5, language).unwrap();
        text.words().to_owned()
    }

    #[test]
    fn s0_16_the_text_names_the_purpose_and_carries_the_code() {
        assert_eq!(
            text(Language::Chinese),
            "【健康码】验证码 012345，用于登录，5 分钟内有效。工作人员不会索要，请勿告诉任何人。"
        );
        assert_eq!(
            text(Language::English),
            "Health code: 012345 is your code to sign in, valid for 5 min. Our staff never ask for it: tell nobody."
        );
    }

    #[test]
    fn s0_14_the_text_to_the_other_numbers_says_what_to_do_and_carries_no_name_and_no_number() {
        let text = Text::number_added();
        let words = text.words();
        assert!(words.contains("非本人请在页面交还") && words.contains("Not you? Give it back"));
        assert!(!words.contains(|c: char| c.is_ascii_digit()), "{words}");
    }

    #[test]
    fn s0_14_the_text_for_a_number_says_what_it_opens_and_carries_no_name() {
        let said = |language| {
            let text = Text::one_time_code("012345", Purpose::AddNumber, 5, language).unwrap();
            text.words().to_owned()
        };
        assert_eq!(
            said(Language::Chinese),
            "【健康码】验证码 012345，告诉谁即同意把本号码加入其健康码，5 分钟内有效。工作人员不会索要。"
        );
        assert_eq!(
            said(Language::English),
            "Health code: 012345 lets whoever you tell it add this number to their health code, valid for 5 min. Our staff never ask for it."
        );
    }

    #[test]
    fn s0_16_the_text_for_a_check_says_what_it_opens() {
        let said = |language| {
            let text = Text::one_time_code("012345", Purpose::Itinerary, 5, language).unwrap();
            text.words().to_owned()
        };
        assert_eq!(
            said(Language::Chinese),
            "【健康码】验证码 012345，用于核验行程：查询并比对本号码到过的区县，5 分钟内有效。工作人员不会索要，请勿告诉任何人。"
        );
        assert_eq!(
            said(Language::English),
            "Health code: 012345 is your code to compare where this number was, valid for 5 min. Our staff never ask for it: tell nobody."
        );
    }

    #[test]
    fn a_text_fits_one_short_message() {
        let longest = |language| {
            let of = |purpose| {
                let text = Text::one_time_code("012345", purpose, u8::MAX, language).unwrap();
                text.words().chars().count()
            };
            of(Purpose::SignIn)
                .max(of(Purpose::Family))
                .max(of(Purpose::AddNumber))
                .max(of(Purpose::Itinerary))
                .max(of(Purpose::VenueFigures))
        };
        assert!(longest(Language::Chinese) <= 70);
        assert!(longest(Language::English) <= 160);
        assert!(text(Language::English).is_ascii());
    }

    #[test]
    fn s2_29_a_reminder_and_a_notice_fit_one_short_message_in_both_languages() {
        let fixed = [Text::check_in_reminder(), Text::notice(), Text::moved()];
        for text in fixed.into_iter().chain([Text::number_added()]) {
            let words = text.words();
            assert!(words.chars().count() <= 70, "{words}");
            assert!(words.contains("健康码") && words.contains("Health code"));
        }
    }

    #[test]
    fn n_5_the_figures_of_a_venue_fit_one_short_message_and_name_no_place() {
        let on = "2020-12-31".parse().unwrap();
        let text = Text::venue_figures("0417", VenueId(123_456_700_089), on).unwrap();
        assert_eq!(
            text.words(),
            "【健康码】12-31场所0089的数字：0417。Health code: venue 0089, 12-31: 0417"
        );
        assert!(text.words().chars().count() <= 70);
        for figures in ["", "041", "04170", "04a7", "西湖饭店"] {
            assert!(Text::venue_figures(figures, VenueId(1), on).is_err());
        }
    }

    #[test]
    fn n_5_the_text_for_a_venues_number_says_what_it_opens() {
        let said = |language| {
            let text = Text::one_time_code("012345", Purpose::VenueFigures, 5, language).unwrap();
            text.words().to_owned()
        };
        assert_eq!(
            said(Language::Chinese),
            "【健康码】验证码 012345，告诉谁即同意由本号码每天接收其场所的数字，5 分钟内有效。工作人员不会索要。"
        );
        assert_eq!(
            said(Language::English),
            "Health code: 012345 lets whoever you tell it have a venue's figures sent here each day, valid for 5 min. Our staff never ask for it."
        );
    }

    #[test]
    fn a_text_carries_no_colour() {
        let fixed = [
            Text::check_in_reminder(),
            Text::notice(),
            Text::moved(),
            Text::number_added(),
        ];
        let codes = [text(Language::Chinese), text(Language::English)];
        let all = fixed.iter().map(|text| text.words().to_owned());
        for text in all.chain(codes) {
            let text = text.to_lowercase();
            for colour in ["绿", "黄", "红", "蓝", "green", "yellow", "red", "blue"] {
                assert!(!text.contains(colour), "{text} says {colour}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_not_sent() {
        for code in [
            "",
            "12345",
            "1234567",
            "12345a",
            "１２３４５６",
            "王小明",
            "12 456",
        ] {
            assert!(Text::one_time_code(code, Purpose::SignIn, 5, Language::Chinese).is_err());
        }
    }
}
