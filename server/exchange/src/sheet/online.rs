//! Mail and web addresses as people write them.

mod mail;
mod web;

pub(crate) use mail::read_mail;
pub(crate) use web::read_web;
