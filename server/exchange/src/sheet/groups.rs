//! Genders, background and groups of the target group, as people write them.

mod backgrounds;
mod genders;
mod named;
mod words;

pub(crate) use backgrounds::read_background;
pub(crate) use genders::read_genders;
pub(crate) use named::{BackgroundAndGroups, read_background_and_groups, read_groups};
