//! What whom a proposal names says of it themself (N-5). An investigation's word that somebody is a contact is a lead; it is
//! evidence once they say that it is so, or officials have agreed.

words! {
    /// The answer.
    NamedAnswer {
        /// It is so.
        Agrees = "agrees",
        /// It is not so. Officials can agree all the same, and read that it was denied.
        Denies = "denies",
    }
}

words! {
    /// By whose hand it was answered.
    NamedBy {
        /// Their own.
        Oneself = "oneself",
        /// That of who holds them as a family member.
        Guardian = "guardian",
    }
}
