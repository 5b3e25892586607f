//! What a person reads when a document, a phone or a name is refused: the field, what is wrong, the remedy, in both
//! languages.

use crate::policy::Text;

use super::error::{BirthError, DocumentError, MailError, MrzField, NameError, PhoneError, Phrase};

impl DocumentError {
    /// The sentence for a screen.
    pub fn text(&self) -> Text {
        match *self {
            Self::Empty => Text::new(
                "证件号码：没有填写，请按证件上印的填写",
                "number: nothing was given; type it as it is printed on the document",
            ),
            Self::TooLong => Text::new(
                "证件号码：内容超过任何证件的长度，请只填写号码",
                "number: the text is longer than any document; type the number alone",
            ),
            Self::Length { found, expected } => length(found, expected),
            Self::Character {
                position,
                found,
                expected,
            } => character(position, found, expected),
            Self::Region { digits } => region(digits),
            Self::BirthDate { first, last } => birth_date(first, last),
            Self::BirthInFuture => Text::new(
                "出生日期：在今天之后，请与证件核对年份",
                "birth date: it lies after today; compare the year with the card",
            ),
            Self::BirthTooEarly => Text::new(
                "出生日期：早于1800年，请与证件核对年份",
                "birth date: it lies before 1800; compare the year with the card",
            ),
            Self::CheckDigit => Text::new(
                "校验码：最后一位与前面的不符，请逐位与证件核对",
                "check digit: the last character does not belong to those before it; compare each character with the card",
            ),
            Self::Country { expected } => Text::new(
                format!("国家或地区：{}", expected.zh),
                format!("country: {}", expected.en),
            ),
            Self::OtherKind { is } => Text::new(
                format!("证件类型：{}，请选择该类型", is.zh),
                format!("kind: {}; choose that kind", is.en),
            ),
            Self::NotRegistered => Text::new(
                "证件类型：此类证件不能在线注册，请使用身份证、通行证、居留身份证或护照，或到服务台办理",
                "kind: with this kind of document nobody registers online; use a resident ID, a permit, a residence card or a passport, or ask at a counter",
            ),
            Self::MrzLines { found } => zone_lines(found),
            Self::MrzCheckDigit { field } => zone_digit(field.name()),
        }
    }
}

fn length(found: usize, expected: Phrase) -> Text {
    Text::new(
        format!("证件号码长度：填写了{found}个字符；{}", expected.zh),
        format!("length: {found} characters; {}", expected.en),
    )
}

fn character(position: usize, found: char, expected: Phrase) -> Text {
    Text::new(
        format!("证件号码：第{position}个字符是{found:?}；{}", expected.zh),
        format!("character {position} is {found:?}; {}", expected.en),
    )
}

fn region(digits: usize) -> Text {
    Text::new(
        format!("地区：前{digits}位不是任何年份用过的行政区划代码，请与证件核对"),
        format!(
            "region: the first {digits} digits are no division code that was in force in any year; compare them with the card"
        ),
    )
}

fn birth_date(first: usize, last: usize) -> Text {
    Text::new(
        format!("出生日期：第{first}至{last}位不是有效的日期，请与证件核对"),
        format!(
            "birth date: digits {first} to {last} are no date of the calendar; compare them with the card"
        ),
    )
}

fn zone_lines(found: usize) -> Text {
    Text::new(
        format!("机读码：填写了{found}个字符；护照是两行各44个，卡片是三行各30个，请全部抄写"),
        format!(
            "machine-readable zone: {found} characters; a passport has two lines of 44, a card three lines of 30: copy all of them"
        ),
    )
}

fn zone_digit(field: Phrase) -> Text {
    Text::new(
        format!("机读码：{}的校验码不符，请与证件核对该项", field.zh),
        format!(
            "machine-readable zone: the check digit of the {} does not fit; compare that field with the document",
            field.en
        ),
    )
}

impl MrzField {
    /// What it is called.
    pub(super) const fn name(self) -> Phrase {
        match self {
            Self::Number => Phrase::new("证件号码", "document number"),
            Self::BirthDate => Phrase::new("出生日期", "birth date"),
            Self::ExpiryDate => Phrase::new("有效期", "expiry date"),
            Self::PersonalNumber => Phrase::new("个人号码", "personal number"),
            Self::Whole => Phrase::new("整个机读区", "whole zone"),
        }
    }
}

impl PhoneError {
    /// The sentence for a screen.
    pub fn text(&self) -> Text {
        match *self {
            Self::Empty => Text::new(
                "手机号：没有填写，请填写手机号，例如以1开头的11位数字",
                "phone: nothing was given; type a mobile number, such as 11 digits that begin with 1",
            ),
            Self::Character { position, found } => Text::new(
                format!("手机号：第{position}个字符是{found:?}；请只填写数字，国家代码前加+"),
                format!(
                    "phone: character {position} is {found:?}; use digits, and + in front of a country code"
                ),
            ),
            Self::NotMobile => Text::new(
                "手机号：不是大陆手机号（11位，以13至19开头）；其他国家或地区的号码请加+和国家代码",
                "phone: not a mainland mobile number (11 digits, 13 to 19 in front); write a number of another country with + and its country code",
            ),
            Self::Length { found } => Text::new(
                format!("手机号：+后面有{found}位数字；国际号码是7至15位，请核对"),
                format!(
                    "phone: {found} digits after the +; an international number has 7 to 15, look at it again"
                ),
            ),
            Self::CountryCode => Text::new(
                "手机号：国家代码不以0开头；请填写+和国家代码，不加长途的0",
                "phone: a country code never begins with 0; write + and the country code, without the 0 of a long-distance call",
            ),
        }
    }
}

impl MailError {
    /// The sentence for a screen.
    pub fn text(&self) -> Text {
        match *self {
            Self::Empty => Text::new(
                "电子邮箱：没有填写，请填写常用的邮箱地址",
                "e-mail: nothing was given; type an address that you read",
            ),
            Self::TooLong => Text::new(
                "电子邮箱：超过254个字符，请核对",
                "e-mail: longer than 254 characters; look at it again",
            ),
            Self::Character { position, found } => Text::new(
                format!("电子邮箱：第{position}个字符是{found:?}；邮箱地址没有这个字符，请核对"),
                format!(
                    "e-mail: character {position} is {found:?}, which no address has; look at it again"
                ),
            ),
            Self::NoAt => Text::new(
                "电子邮箱：缺少@，请填写完整的地址，例如 anna@example.org",
                "e-mail: the @ is missing; type the whole address, such as anna@example.org",
            ),
            Self::Name => Text::new(
                "电子邮箱：@前面的部分不完整或过长，请核对",
                "e-mail: what stands before the @ is not whole, or too long; look at it again",
            ),
            Self::Host => Text::new(
                "电子邮箱：@后面不是域名，请核对，例如 example.org",
                "e-mail: what stands behind the @ is no domain, such as example.org; look at it again",
            ),
        }
    }
}

impl BirthError {
    /// The sentence for a screen.
    pub fn text(&self) -> Text {
        match *self {
            Self::Missing => Text::new(
                "出生日期：此证件的号码不含出生日期，请按证件填写",
                "birth date: the number of this document does not say it; give it as the document has it",
            ),
            Self::Differs => Text::new(
                "出生日期：与证件号码中的不一致，请两项都与证件核对",
                "birth date: it is not that of the number; compare both with the document",
            ),
            Self::InFuture => DocumentError::BirthInFuture.text(),
            Self::TooEarly => DocumentError::BirthTooEarly.text(),
        }
    }
}

impl NameError {
    /// The sentence for a screen.
    pub fn text(&self) -> Text {
        match *self {
            Self::Empty => Text::new(
                "姓名：没有填写，请按证件上的填写",
                "name: nothing was given; type the name as it stands on the document",
            ),
            Self::TooLong => Text::new(
                "姓名：超过64个字符，请按证件机读码上的缩写填写",
                "name: longer than 64 characters; type it as the machine-readable lines of the document shorten it",
            ),
            Self::Control { position } => Text::new(
                format!("姓名：第{position}个字符是控制字符，请手工填写，不要粘贴"),
                format!(
                    "name: character {position} is a control character; type the name by hand instead of copying it"
                ),
            ),
            Self::NoLetter => Text::new(
                "姓名：没有任何文字的字母或汉字，请按证件上的填写",
                "name: it holds no letter of any script; type the name as it stands on the document",
            ),
        }
    }
}
