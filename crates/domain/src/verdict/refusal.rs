//! Why a code is not believed: one ordered list, in the order in which a code is examined.
//!
//! The order is part of the contract: a code with several faults is refused for the first of them, on the
//! server and on the checkpoint's page alike. What a code says is read only when nothing here applies.

words! {
    /// Why a code is refused. The order of the values is the order of the checks.
    Refusal {
        /// Longer than any code.
        TooLong = "too_long",
        /// Not one of ours: a payment code, a web address.
        NotACode = "not_a_code",
        /// A certificate of release: genuine or not, it is no code.
        ReleaseCertificate = "release_certificate",
        /// Of a version that this checkpoint does not know.
        Version = "version",
        /// Not Base45 (RFC 9285).
        Garbled = "garbled",
        /// Not COSE as we write it (RFC 9052): other bytes, more bytes, another order, unknown headers.
        Structure = "structure",
        /// Claims that are missing, unknown, out of their range or contradict each other (RFC 8392).
        Claims = "claims",
        /// Made by a demo, where codes are real; or the other way round.
        Demo = "demo",
        /// Signed by a key that this checkpoint does not know.
        IssuerUnknown = "issuer_unknown",
        /// Signed by the key of another jurisdiction than it names.
        WrongIssuer = "wrong_issuer",
        /// The issuer's signature does not hold.
        IssuerSignature = "issuer_signature",
        /// Issued at a time for which the key was not in use.
        KeyOutOfUse = "key_out_of_use",
        /// Its first hour has not come.
        NotYetValid = "not_yet_valid",
        /// Its last hour is over.
        Expired = "expired",
        /// A credential that is bound to a device, without the device's signature.
        HolderMissing = "holder_missing",
        /// Signed by another device than the one to which it was issued.
        HolderSignature = "holder_signature",
        /// Made too long ago: a picture, or a slow clock.
        TooOld = "too_old",
        /// Made ahead of time, or by a fast clock.
        FromTheFuture = "from_the_future",
    }
}

/// What a guard reads, in the two languages of every screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GuardWords {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Refusal {
    /// Whether it speaks of deception (a forged, copied, borrowed or pictured code), where the others merely
    /// leave the guard without knowledge.
    pub const fn deceives(self) -> bool {
        matches!(
            self,
            Self::Demo
                | Self::WrongIssuer
                | Self::IssuerSignature
                | Self::HolderMissing
                | Self::HolderSignature
                | Self::TooOld
                | Self::FromTheFuture
        )
    }

    /// One sentence for the guard: what is wrong, and what to do.
    pub const fn guard_words(self) -> GuardWords {
        let (zh, en) = match self {
            Self::TooLong | Self::NotACode => (
                "这不是健康码，请出示健康码页面",
                "This is no health code; ask for the health code page",
            ),
            Self::ReleaseCertificate => (
                "这是解除隔离证明，不是健康码，请另出示健康码页面",
                "A certificate of release, not a code; ask for the health code page as well",
            ),
            Self::Version => (
                "健康码版本较新，请联网更新本设备",
                "The code is of a version that this device does not know; connect this device and update it",
            ),
            Self::Garbled => (
                "二维码读取有误，请重新扫描",
                "The code was not read well; scan it again",
            ),
            Self::Structure | Self::Claims => (
                "健康码内容不完整或被改动，请打开健康码页面重新扫描",
                "The code is damaged or was altered; ask for the health code page and scan again",
            ),
            Self::Demo => (
                "这是演示用的健康码，不能通行",
                "This is a demonstration code; it is not valid here",
            ),
            Self::IssuerUnknown => (
                "本设备不认识签发该码的城市，请联网更新后重试",
                "This device does not know who issued the code; connect this device and scan again",
            ),
            Self::WrongIssuer => (
                "签发城市与签名不符，该码无效",
                "The code names another city than the one that signed it; it is not valid",
            ),
            Self::IssuerSignature => (
                "签名无效，该码是伪造或被改动的",
                "The signature does not hold; the code is forged or altered",
            ),
            Self::KeyOutOfUse => (
                "签发密钥不在使用期内，请本设备和手机联网后重试",
                "It was signed with a key that was not in use; connect this device and the phone, then scan again",
            ),
            Self::NotYetValid => (
                "该码尚未生效，请联网打开页面出示今天的码",
                "The code is not valid yet; open the page with a network and show today's",
            ),
            Self::Expired => (
                "该码已过期，请联网打开页面后重新出示",
                "The code has expired; open the page with a network and show the new one",
            ),
            Self::HolderMissing => (
                "该码缺少本人手机的签名，请在本人手机上打开页面出示",
                "The code lacks its phone's signature; show it on the holder's own phone",
            ),
            Self::HolderSignature => (
                "该码不是由本人手机出示的，无效",
                "The code was not shown by the phone to which it was issued; it is not valid",
            ),
            Self::TooOld => (
                "这是截图或旧码，或手机时间偏慢：请联网打开页面出示实时的码",
                "A picture or an old code, or a slow clock: open the page with a network and show the running code",
            ),
            Self::FromTheFuture => (
                "该码的时间超前，或手机时间偏快：请联网打开页面出示实时的码",
                "Made ahead of time, or a fast clock: open the page with a network and show the running code",
            ),
        };
        GuardWords { zh, en }
    }
}

impl std::error::Error for Refusal {}
