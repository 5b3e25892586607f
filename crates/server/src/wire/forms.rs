//! Bodies that come in one of several forms: how they look in the description where a derived shape would say more than is taken.

use std::borrow::Cow;
use std::marker::PhantomData;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, OneOfBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A body that has both fields: with `phone`, or with `email`, and never with both.
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

/// A choice whose objects have one key each: that key, and no other beside it.
pub(crate) struct OneKey<T>(PhantomData<T>);

impl<T: PartialSchema> PartialSchema for OneKey<T> {
    fn schema() -> RefOr<Schema> {
        let mut schema = T::schema();
        if let RefOr::T(Schema::OneOf(either)) = &mut schema {
            for form in &mut either.items {
                if let RefOr::T(Schema::Object(object)) = form
                    && !object.properties.is_empty()
                {
                    let none = AdditionalProperties::FreeForm(false);
                    object.additional_properties = Some(Box::new(none));
                }
            }
        }
        schema
    }
}

impl<T: ToSchema> ToSchema for OneKey<T> {
    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}
