//! By what somebody signs in, as a page sends it: a phone, or an address for e-mail.

use std::borrow::Cow;
use std::marker::PhantomData;

use domain::identity::{Contact, MailAddress, Phone};
use domain::policy::Text;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{OneOfBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::problem::Problem;

/// How a body that has both fields looks in the description: with `phone`, or with `email`, and never with both.
pub(crate) struct ByContact<T>(PhantomData<T>);

impl<T: PartialSchema> PartialSchema for ByContact<T> {
    fn schema() -> RefOr<Schema> {
        let RefOr::T(Schema::Object(both)) = T::schema() else {
            return T::schema();
        };
        let one = |given: &str, other: &str| {
            let mut one = both.clone();
            one.properties.remove(other);
            one.required.push(given.to_owned());
            one
        };
        let either = OneOfBuilder::new()
            .item(one("phone", "email"))
            .item(one("email", "phone"))
            .description(both.description.clone());
        RefOr::T(Schema::OneOf(either.build()))
    }
}

impl<T: ToSchema> ToSchema for ByContact<T> {
    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}

/// The one of both that was given, or what is wrong with it by its field.
pub(crate) fn contact(phone: Option<&str>, email: Option<&str>) -> Result<Contact, Problem> {
    match (phone, email) {
        (Some(phone), None) => Phone::parse(phone)
            .map(Contact::Phone)
            .map_err(|error| Problem::field("phone", error.text())),
        (None, Some(email)) => MailAddress::parse(email)
            .map(Contact::Mail)
            .map_err(|error| Problem::field("email", error.text())),
        _ => Err(Problem::field(
            "phone",
            Text::new(
                "手机号和电子邮箱请填写其中一项",
                "give a phone number or an e-mail address, one of them",
            ),
        )),
    }
}
