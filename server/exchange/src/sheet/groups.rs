//! Genders and background of the target group, as people write them.

mod backgrounds;
mod genders;

pub(crate) use backgrounds::read_background;
pub(crate) use genders::read_genders;
