//! Why a result cannot be used: what the laboratory is told, which has the person in its own books.

use crate::policy::Text;

words! {
    /// Why a result goes back.
    Unusable {
        /// The name of the sample.
        Sample = "sample",
        /// The number of its revision.
        Revision = "revision",
        /// The kind of document.
        DocumentKind = "document_kind",
        /// The number of the document.
        Document = "document",
        /// The name.
        Name = "name",
        /// When the sample was taken.
        SampledAt = "sampled_at",
        /// What was found.
        Outcome = "outcome",
        /// The laboratory.
        Laboratory = "laboratory",
        /// It was taken too long ago.
        TooOld = "too_old",
        /// Document and name are not one person's.
        Disagrees = "disagrees",
    }
}

impl Unusable {
    /// The field and the remedy, in both languages.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Sample => (
                "sample：样本编号须为1至64个字符",
                "sample: name the sample in 1 to 64 characters",
            ),
            Self::Revision => (
                "revision：版本号从1开始",
                "revision: count revisions from 1",
            ),
            Self::DocumentKind => (
                "document_kind：不是可以登记的证件种类，请核对",
                "document_kind: nobody registers with this kind of document; look at it again",
            ),
            Self::Document => (
                "document：证件号码不正确，请核对",
                "document: this is no number of that kind; compare it with the document",
            ),
            Self::Name => (
                "name：姓名无法识别，请核对",
                "name: this is no name; compare it with the document",
            ),
            Self::SampledAt => (
                "sampled_at：采样时间无法识别或晚于现在，请核对",
                "sampled_at: no instant, or one that is still to come; look at the clock",
            ),
            Self::Outcome => (
                "outcome：结果须为positive、negative或withdrawn",
                "outcome: write positive, negative or withdrawn",
            ),
            Self::Laboratory => (
                "laboratory：请写明检测机构，1至100个字符",
                "laboratory: name the laboratory in 1 to 100 characters",
            ),
            Self::TooOld => (
                "sampled_at：采样已超过90天，不再接收",
                "sampled_at: taken more than 90 days ago; such a result is not kept",
            ),
            Self::Disagrees => (
                "document、name：证件号码与姓名不是同一人，请核对后更正",
                "document, name: they are not one person's; compare both with the document and send a correction",
            ),
        };
        Text::new(zh, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_24_why_a_result_goes_back_is_said_in_both_languages() {
        for reason in Unusable::ALL {
            let text = reason.text();
            assert!(text.en.is_ascii() && !text.zh.is_ascii(), "{reason}");
            assert_eq!(Unusable::from_word(reason.word()), Some(*reason));
        }
    }
}
