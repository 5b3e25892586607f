//! A synthetic population and the load that it makes.
