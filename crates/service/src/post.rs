//! Handing a text over to wherever a person is reached: a short message to a phone of the mainland, a letter to an address.

use domain::identity::{Contact, MailAddress, Phone};
use domain::time::Instant;
use gateway::mail::Mail;
use gateway::sms::{IdempotencyKey, Sms, Text};
use storage::{Field, Word};

use crate::Service;
use crate::error::Error;
use crate::me::word;

/// The way to one contact.
pub(crate) enum Post<'a> {
    /// By short message.
    Sms(&'a dyn Sms, &'a Phone),
    /// By letter.
    Mail(&'a dyn Mail, &'a MailAddress),
}

impl Post<'_> {
    /// Hands a text over; with the same key it is sent once.
    pub(crate) async fn send(
        &self,
        text: &Text,
        key: IdempotencyKey,
        now: Instant,
    ) -> Result<(), gateway::Error> {
        match self {
            Self::Sms(sms, phone) => sms.send(phone, text, key, now).await?,
            Self::Mail(mail, address) => mail.send(address, text, key, now).await?,
        };
        Ok(())
    }
}

impl Service {
    /// The way to a contact. Short messages go to numbers of the mainland, whose holders the registry knows, and to those
    /// that the operator allows; letters where the service has somebody who sends them.
    pub(crate) fn post_to<'a>(&'a self, contact: &'a Contact) -> Result<Post<'a>, Error> {
        match contact {
            Contact::Phone(phone) if self.texts.reach(phone) => {
                Ok(Post::Sms(&*self.neighbours()?.sms, phone))
            }
            Contact::Phone(_) => Err(Error::field(
                "phone",
                "不是大陆手机号，验证码只发送到大陆手机号；没有大陆手机号的，可用电子邮箱登录",
                "is no number of the mainland; codes are sent to those only. Who has none signs in by e-mail",
            )),
            Contact::Mail(address) => match &self.mail {
                Some(mail) => Ok(Post::Mail(&**mail, address)),
                None => Err(Error::field(
                    "email",
                    "本服务不发送电子邮件，请用大陆手机号登录，或到服务台办理",
                    "is not written to by this service; sign in with a number of the mainland, or go to a counter",
                )),
            },
        }
    }
}

/// By what a person is reached, among their words.
pub(crate) fn contact_in(words: &[(Field, Word)]) -> Option<Contact> {
    let contact = word(words, Field::Phone).or(word(words, Field::Mail));
    contact.and_then(Contact::from_canonical)
}
