//! `POST /api/family/members`: the wish to hold a family member (S1-17..21).

use axum::extract::State;
use axum::http::StatusCode;
use domain::declaration::Problem as FieldFault;
use domain::family::{Commitment, Relation};
use domain::identity::Phone;
use domain::ids::LinkId;
use domain::time::Date;
use serde::Deserialize;
use service::{CommitmentGiven, MemberForm, MemberTold, shapes};
use utoipa::ToSchema;

use crate::App;
use crate::edge::access::SignedIn;
use crate::edge::even::evenly;
use crate::edge::extract::{Json, Now};
use crate::problem::{Problem, Problems};
use crate::routes::resident::registration::door_of;
use crate::routes::resident::send_code::MessageLanguage;
use crate::wire::{DeclarationBody, Id, KindWord, all_faults, named};

/// A family member, item by item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FamilyMemberForm)]
pub(crate) struct MemberBody {
    /// Made on the page: the same id twice is one wish.
    id: Id,
    /// The name as in the document, 1 to 64 characters of any script.
    #[schema(max_length = 400)]
    name: String,
    /// The kind of document.
    document_kind: KindWord,
    /// Its number, or the lines of its machine-readable zone.
    #[schema(max_length = 400)]
    document_number: String,
    /// The member's own phone; absent or empty where they have none. They are asked on it.
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: String,
    /// What they are to the guardian.
    #[schema(value_type = shapes::Relation)]
    relation: Relation,
    /// The residence to the street: the nine digits of a street, or words.
    #[schema(max_length = 400, example = "330106109")]
    street: String,
    /// The building, up to 20 characters.
    #[serde(default)]
    #[schema(max_length = 20)]
    building: String,
    /// The door, up to 20 characters.
    #[serde(default)]
    #[schema(max_length = 20)]
    door: String,
    /// The declaration, as for oneself.
    declaration: DeclarationBody,
    /// The commitments that were ticked: both, in the version that was read.
    #[schema(max_items = 4)]
    commitments: Vec<CommitmentBody>,
    /// The language of the message to the member's phone.
    language: MessageLanguage,
}

/// A commitment that was ticked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CommitmentGiven)]
struct CommitmentBody {
    /// Which.
    #[schema(value_type = shapes::Commitment)]
    commitment: Commitment,
    /// The version of its text.
    #[schema(maximum = 65535)]
    version: u16,
}

impl MemberBody {
    fn form(self, today: Date) -> Result<MemberForm, Problem> {
        let said = (&*self.name, self.document_kind, &*self.document_number);
        let named = named("", said, today);
        let phone = Some(self.phone.trim()).filter(|phone| !phone.is_empty());
        let phone = phone.map(Phone::parse).transpose();
        let phone = phone.map_err(|error| {
            let field = "phone".to_owned();
            let text = error.text();
            vec![FieldFault { field, text }]
        });
        let door = door_of(&self.building, &self.door);
        let ((name, document), phone, door) = match (named, phone, door) {
            (Ok(named), Ok(phone), Ok(door)) => (named, phone, door),
            (named, phone, door) => {
                return Err(all_faults([named.err(), phone.err(), door.err()]));
            }
        };
        let commitments = self.commitments.iter().map(|given| CommitmentGiven {
            commitment: given.commitment,
            version: given.version,
        });
        Ok(MemberForm {
            id: LinkId(self.id.0),
            name,
            document,
            phone,
            relation: self.relation,
            street: self.street,
            door,
            declaration: self.declaration.into(),
            commitments: commitments.collect(),
        })
    }
}

/// Takes the wish. Whoever uses a phone is asked on it; who has none has a blue code until somebody sees them. One and the same
/// refusal wherever the registry does not agree, whatever is known here of the document.
#[utoipa::path(post, path = "/api/family/members", operation_id = "ask_for_member", tag = "resident",
    request_body = MemberBody, responses((status = 201, body = MemberTold), Problems))]
pub(crate) async fn ask(
    State(app): State<App>,
    Now(now): Now,
    SignedIn(session): SignedIn,
    Json(body): Json<MemberBody>,
) -> Result<(StatusCode, axum::Json<MemberTold>), Problem> {
    let language = body.language.into();
    let form = body.form(now.date())?;
    // Whoever is registered is told on their own page too, which costs two more writes: the time tells nothing of it.
    let told = app.service.ask_for_member(&session, &form, language, now);
    let told = evenly(told).await?;
    Ok((StatusCode::CREATED, axum::Json(told)))
}
