//! Where a checkpoint stands, and what that means for whoever stands before it.

words! {
    /// The scene of a checkpoint (S1-7). Every checkpoint has one.
    Scene {
        /// A residential community.
        Community = "community",
        /// An enterprise or an office.
        Workplace = "workplace",
        /// Bus, metro, railway, airport.
        Transport = "transport",
        /// A school or a university.
        School = "school",
        /// A pharmacy, where a purchase may be registered.
        Pharmacy = "pharmacy",
        /// Shops and malls.
        Shop = "shop",
        /// A hospital or clinic. Emergency care asks for no code.
        Hospital = "hospital",
        /// A checkpoint on a highway.
        Highway = "highway",
    }
}

words! {
    /// Which way the person goes. It matters at a community: inward is the way home.
    Direction {
        /// Into the place.
        In = "in",
        /// Out of the place.
        Out = "out",
    }
}

words! {
    /// A row of the table: a scene, and at a community the direction.
    Gate {
        /// Home: nobody is kept from it.
        CommunityIn = "community_in",
        /// Out of the community.
        CommunityOut = "community_out",
        /// A workplace.
        Workplace = "workplace",
        /// Transport.
        Transport = "transport",
        /// A school.
        School = "school",
        /// A pharmacy.
        Pharmacy = "pharmacy",
        /// A shop.
        Shop = "shop",
        /// A hospital.
        Hospital = "hospital",
        /// A highway.
        Highway = "highway",
    }
}

impl Gate {
    /// The row for a scene and a direction. Only a community tells the two directions apart.
    pub const fn of(scene: Scene, direction: Direction) -> Self {
        match (scene, direction) {
            (Scene::Community, Direction::In) => Self::CommunityIn,
            (Scene::Community, Direction::Out) => Self::CommunityOut,
            (Scene::Workplace, _) => Self::Workplace,
            (Scene::Transport, _) => Self::Transport,
            (Scene::School, _) => Self::School,
            (Scene::Pharmacy, _) => Self::Pharmacy,
            (Scene::Shop, _) => Self::Shop,
            (Scene::Hospital, _) => Self::Hospital,
            (Scene::Highway, _) => Self::Highway,
        }
    }

    /// Whether nobody is stopped here: a hospital, a pharmacy, the way home.
    pub const fn never_stops(self) -> bool {
        matches!(self, Self::CommunityIn | Self::Pharmacy | Self::Hospital)
    }
}
