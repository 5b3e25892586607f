//! By what somebody signs in, as a page sends it: a phone, or an address for e-mail.

use domain::identity::{Contact, MailAddress, Phone};
use domain::policy::Text;

use crate::problem::Problem;

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
