//! Errors as problem details (RFC 9457): the one place where a failure becomes a status and words.
//!
//! A person reads what is wrong and what to do, in both languages; of what went wrong inside they read nothing, and
//! the log is told once.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::appeal::AppealRefusal;
use domain::application::ApplicationRefusal;
use domain::correction_request::CorrectionRefusal;
use domain::declaration::Problem as FieldFault;
use domain::help::Cause;
use domain::policy::Text;
use domain::proposal::Refusal;
use serde::Serialize;
use service::{ChannelRefusal, Error, shapes};
use utoipa::{IntoResponses, ToSchema};

/// The kinds of problem, by the last word of their type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// No JSON of the shape, or too much of it.
    Malformed,
    /// Fields that cannot be kept as they are.
    Invalid,
    /// Nobody is signed in.
    NotSignedIn,
    /// Signed in, and not registered.
    NotRegistered,
    /// No checkpoint has this token.
    NotACheckpoint,
    /// No channel is registered with this, or what it signed is not believed.
    NotAChannel,
    /// No service that is recognised here asks.
    NotRecognised,
    /// The one-time code proves nothing.
    WrongCode,
    /// No account of staff waits for this code.
    NoEnrolment,
    /// What a member of staff gave to sign in is not right.
    WrongSignIn,
    /// Only for who signed in by a passkey.
    PasskeyNeeded,
    /// Not in this division.
    OutsideDivision,
    /// Not for this role.
    Forbidden,
    /// What was named is not there.
    Unknown,
    /// There is no such address.
    NotFound,
    /// Another method is meant.
    MethodNotAllowed,
    /// Refused as it stands.
    Refused,
    /// Too much for a while.
    TooMany,
    /// A neighbour gives no answer.
    Waits,
    /// The service has too much to do.
    Busy,
    /// Something went wrong inside.
    Internal,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Invalid => "invalid",
            Self::NotSignedIn => "not_signed_in",
            Self::NotRegistered => "not_registered",
            Self::NotACheckpoint => "not_a_checkpoint",
            Self::NotAChannel => "not_a_channel",
            Self::NotRecognised => "not_recognised",
            Self::WrongCode => "wrong_code",
            Self::NoEnrolment => "no_enrolment",
            Self::WrongSignIn => "wrong_sign_in",
            Self::PasskeyNeeded => "passkey_needed",
            Self::OutsideDivision => "outside_division",
            Self::Forbidden => "forbidden",
            Self::Unknown => "unknown",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Refused => "refused",
            Self::TooMany => "too_many",
            Self::Waits => "waits",
            Self::Busy => "busy",
            Self::Internal => "internal",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotSignedIn
            | Self::NotACheckpoint
            | Self::NotAChannel
            | Self::NotRecognised
            | Self::NoEnrolment
            | Self::WrongSignIn => StatusCode::UNAUTHORIZED,
            Self::NotRegistered
            | Self::WrongCode
            | Self::Forbidden
            | Self::PasskeyNeeded
            | Self::OutsideDivision => StatusCode::FORBIDDEN,
            Self::Unknown | Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Refused => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Waits | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request cannot be read",
            Self::Invalid => "Something in it cannot be kept as it is",
            Self::NotSignedIn => "Not signed in",
            Self::NotRegistered => "Not registered",
            Self::NotACheckpoint => "No checkpoint",
            Self::NotAChannel => "No channel",
            Self::NotRecognised => "Not recognised here",
            Self::WrongCode => "The code is not right",
            Self::NoEnrolment => "No account waits",
            Self::WrongSignIn => "Not right",
            Self::PasskeyNeeded => "Needs a passkey",
            Self::OutsideDivision => "Outside the divisions of your duties",
            Self::Forbidden => "Not open to you",
            Self::Unknown => "Not there",
            Self::NotFound => "No such address",
            Self::MethodNotAllowed => "Another method is meant",
            Self::Refused => "Refused",
            Self::TooMany => "Too many",
            Self::Waits => "Waiting for somebody else",
            Self::Busy => "Busy",
            Self::Internal => "Something went wrong here",
        }
    }
}

/// A problem; small, because it is the other half of every answer.
pub(crate) struct Problem(Box<Body>);

/// A problem, as `application/problem+json`.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Body {
    #[serde(skip)]
    status_code: StatusCode,
    /// Under which cause it is counted where a resident meets it.
    #[serde(skip)]
    cause: Option<Cause>,
    /// `/problems/` and a word.
    #[serde(rename = "type")]
    #[schema(example = "/problems/invalid")]
    kind: String,
    /// The kind in words.
    title: &'static str,
    /// The status of HTTP.
    status: u16,
    /// What is wrong and what to do, in English.
    detail: String,
    /// The same in both languages.
    #[schema(value_type = shapes::Text)]
    text: Text,
    /// The fields that cannot be kept as they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldProblem>,
    /// After how many seconds it can be tried again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0)]
    retry_after_s: Option<u32>,
}

/// A field that cannot be kept as it is.
#[derive(Serialize, ToSchema)]
struct FieldProblem {
    /// The field: `stays[2].to`.
    field: String,
    /// What is wrong, and what to do.
    #[schema(value_type = shapes::Text)]
    text: Text,
}

/// What any route can answer beside what it is for.
#[derive(IntoResponses)]
#[expect(
    dead_code,
    reason = "a shape for the description; problems answer by themselves"
)]
pub(crate) enum Problems {
    /// A problem, in the words of the type's last part.
    #[response(status = "default", content_type = "application/problem+json")]
    Any(Body),
}

impl Problem {
    /// A problem in words.
    pub(crate) fn new(kind: Kind, text: Text) -> Self {
        Self(Box::new(Body {
            status_code: kind.status(),
            cause: None,
            kind: format!("/problems/{}", kind.word()),
            title: kind.title(),
            status: kind.status().as_u16(),
            detail: text.en.clone(),
            text,
            fields: Vec::new(),
            retry_after_s: None,
        }))
    }

    /// The same in literal words.
    pub(crate) fn said(kind: Kind, zh: &str, en: &str) -> Self {
        Self::new(
            kind,
            Text {
                zh: zh.to_owned(),
                en: en.to_owned(),
            },
        )
    }

    /// Fields that cannot be kept as they are, all at once.
    pub(crate) fn invalid(faults: Vec<FieldFault>) -> Self {
        let mut problem = Self::said(
            Kind::Invalid,
            "有内容需要修改，请按提示更正",
            "Something in it cannot be kept as it is; look at the fields named",
        );
        problem.0.cause = faults
            .iter()
            .find_map(|fault| Cause::of_field(&fault.field));
        problem.0.fields = faults
            .into_iter()
            .map(|fault| FieldProblem {
                field: fault.field,
                text: fault.text,
            })
            .collect();
        problem
    }

    /// One field, by its name and its words.
    pub(crate) fn field(field: &str, text: Text) -> Self {
        Self::invalid(vec![FieldFault {
            field: field.to_owned(),
            text,
        }])
    }

    /// About one field.
    fn at(mut self, field: &str, text: Text) -> Self {
        let field = field.to_owned();
        self.0.fields.push(FieldProblem { field, text });
        self
    }

    /// It can be tried again after so many seconds.
    pub(crate) fn after(mut self, seconds: u32) -> Self {
        self.0.retry_after_s = Some(seconds);
        self
    }

    /// With another status than its kind's.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status.as_u16();
        self.0.status_code = status;
        self
    }
}

impl From<Vec<FieldFault>> for Problem {
    fn from(faults: Vec<FieldFault>) -> Self {
        Self::invalid(faults)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let cause = error.cause();
        let mut problem = Self::of(error);
        problem.0.cause = cause;
        problem
    }
}

impl Problem {
    /// The problem of a failure, which is logged here where it is ours.
    fn of(error: Error) -> Self {
        let text = error.text();
        match error {
            Error::Invalid(faults) => Self::invalid(faults),
            Error::NotRegistered => Self::new(Kind::NotRegistered, text),
            Error::NotSignedIn => Self::new(Kind::NotSignedIn, text),
            Error::NotACheckpoint => Self::new(Kind::NotACheckpoint, text),
            Error::Channel(refusal) => Self::new(refused_channel(refusal), text),
            Error::NotRecognised => Self::new(Kind::NotRecognised, text),
            Error::WrongCode => Self::new(Kind::WrongCode, text.clone()).at("code", text),
            Error::NoEnrolment => Self::new(Kind::NoEnrolment, text),
            Error::WrongSignIn => Self::new(Kind::WrongSignIn, text),
            Error::PasskeyNeeded => Self::new(Kind::PasskeyNeeded, text),
            Error::OutsideDivision => Self::new(Kind::OutsideDivision, text),
            Error::NotYourDuty
            | Error::Appeal(AppealRefusal::SameHands | AppealRefusal::SameOffice)
            | Error::Correction(CorrectionRefusal::SameHands)
            | Error::Application(ApplicationRefusal::SameHands)
            | Error::Proposal(Refusal::NotAsked | Refusal::SameHands | Refusal::NotYours) => {
                Self::new(Kind::Forbidden, text)
            }
            Error::Crowded { retry_after_s } => Self::new(Kind::Busy, text).after(retry_after_s),
            Error::TooMany { retry_after_s, .. } => {
                Self::new(Kind::TooMany, text).after(retry_after_s)
            }
            Error::Waits { retry_after_s, .. } => Self::new(Kind::Waits, text).after(retry_after_s),
            Error::AlreadyRegistered
            | Error::Refused(_)
            | Error::ChallengeOver
            | Error::NoDomain
            | Error::Proposal(_)
            | Error::Appeal(_)
            | Error::Correction(_)
            | Error::Application(_)
            | Error::NobodyToDraw
            | Error::Passkey(_) => Self::new(Kind::Refused, text),
            Error::Unknown(_) => Self::new(Kind::Unknown, text),
            Error::Busy => Self::new(Kind::Busy, text).after(1),
            Error::Damaged | Error::Signing(_) | Error::Read(_) | Error::Write(_) => {
                tracing::error!(%error, "a request failed");
                Self::new(Kind::Internal, inside())
            }
        }
    }
}

/// What kind of problem it is for a channel, or for who came by one.
const fn refused_channel(refusal: ChannelRefusal) -> Kind {
    match refusal {
        ChannelRefusal::Unknown | ChannelRefusal::Assertion(_) => Kind::NotAChannel,
        ChannelRefusal::Off | ChannelRefusal::SignsItself => Kind::Forbidden,
        ChannelRefusal::LinkOver => Kind::Refused,
    }
}

/// Of what went wrong inside nobody outside is told anything.
fn inside() -> Text {
    Text {
        zh: "系统出现故障，已通知维护人员；您已有的健康码不受影响，请稍后再试".to_owned(),
        en: "Something went wrong here, and those who look after it are told; your code is not touched. Try again later"
            .to_owned(),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.0.status_code, [(CONTENT_TYPE, kind)], body).into_response();
        if let Some(cause) = self.0.cause {
            response.extensions_mut().insert(cause);
        }
        if let Some(seconds) = self.0.retry_after_s {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
