//! Who else is asked: the identity registry, whoever sends messages, and the services that are recognised here.

use std::sync::Arc;

use gateway::Error::{Nonsense, Refused, Unavailable};
use gateway::carrier::Carrier;
use gateway::conveyance::Conveyances;
use gateway::laboratory::Laboratory;
use gateway::mail::Mail;
use gateway::registry::IdentityRegistry;
use gateway::sms::Sms;
use gateway::status_lists::StatusLists;

use crate::Service;
use crate::error::{Awaited, Error};

/// After how many seconds a neighbour that gave no answer is asked again.
const RETRY_S: u32 = 30;

/// The neighbours of a service.
#[derive(Clone)]
pub struct Neighbours {
    /// Whoever knows which name, document and phone belong together.
    pub registry: Arc<dyn IdentityRegistry>,
    /// Whoever sends short messages.
    pub sms: Arc<dyn Sms>,
    /// The services that are recognised here, for their status lists.
    pub lists: Arc<dyn StatusLists>,
}

impl Service {
    /// The use cases with neighbours to ask. Without them, what needs one waits.
    #[must_use]
    pub fn with_neighbours(mut self, neighbours: Neighbours) -> Self {
        self.neighbours = Some(neighbours);
        self
    }

    /// The use cases with a laboratories' service to ask. Without one, results come by file alone.
    #[must_use]
    pub fn with_laboratory(mut self, laboratory: Arc<dyn Laboratory>) -> Self {
        self.laboratory = Some(laboratory);
        self
    }

    /// The use cases with somebody who sends letters by e-mail. Without one, nobody signs in by an address.
    #[must_use]
    pub fn with_mail(mut self, mail: Arc<dyn Mail>) -> Self {
        self.mail = Some(mail);
        self
    }

    /// The use cases with carriers to ask where numbers were. Without them no itinerary is compared, and what asks for it waits.
    #[must_use]
    pub fn with_carrier(mut self, carrier: Arc<dyn Carrier>) -> Self {
        self.carrier = Some(carrier);
        self
    }

    pub(crate) fn carrier(&self) -> Result<&dyn Carrier, Error> {
        self.carrier.as_deref().ok_or(Error::Waits {
            neighbour: Awaited::Carrier,
            retry_after_s: RETRY_S,
        })
    }

    /// The use cases with conveyance services to ask for tickets. Without them journeys are typed.
    #[must_use]
    pub fn with_conveyances(mut self, conveyances: Arc<dyn Conveyances>) -> Self {
        self.conveyances = Some(conveyances);
        self
    }

    /// Whether there are conveyance services to ask.
    pub const fn has_conveyances(&self) -> bool {
        self.conveyances.is_some()
    }

    pub(crate) fn conveyances(&self) -> Result<&dyn Conveyances, Error> {
        self.conveyances.as_deref().ok_or(Error::Waits {
            neighbour: Awaited::Conveyances,
            retry_after_s: RETRY_S,
        })
    }

    pub(crate) fn neighbours(&self) -> Result<&Neighbours, Error> {
        self.neighbours.as_ref().ok_or(Error::Waits {
            neighbour: Awaited::OutsideWorld,
            retry_after_s: RETRY_S,
        })
    }
}

impl Error {
    /// What the person is told when a neighbour gives no answer; the operator reads why.
    pub(crate) fn neighbour(error: gateway::Error) -> Self {
        tracing::warn!(%error, "a neighbour gave no answer");
        let (Unavailable { neighbour, .. }
        | Nonsense { neighbour, .. }
        | Refused { neighbour, .. }) = error;
        Self::Waits {
            neighbour: match neighbour {
                gateway::Neighbour::IdentityRegistry => Awaited::IdentityRegistry,
                gateway::Neighbour::Sms => Awaited::Sms,
                gateway::Neighbour::Mail => Awaited::Mail,
                gateway::Neighbour::RecognisedService => Awaited::RecognisedService,
                gateway::Neighbour::Laboratory => Awaited::Laboratory,
                gateway::Neighbour::Carrier => Awaited::Carrier,
                gateway::Neighbour::Conveyance => Awaited::Conveyances,
                gateway::Neighbour::ListSource => Awaited::OutsideWorld,
            },
            retry_after_s: RETRY_S,
        }
    }
}
