//! Integration tests: a real listener on port 0, a fresh database for each test, and a clock that
//! only the test advances.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed")]

mod about;
mod accounts;
mod addresses;
mod announcements;
mod audience_groups;
mod backups;
mod calendar;
mod cards;
mod care;
mod command_line;
mod conferences;
mod countdown;
mod crawlers;
mod db;
mod desk_conferences;
mod desk_imports;
mod desk_lists;
mod desk_offers;
mod devices;
mod durability;
mod expiry;
mod figures;
mod free_places;
mod good_practice;
mod harness;
mod hidden;
mod hostile;
mod intake;
mod interleavings;
mod joining;
mod json_schema;
mod legal;
mod live;
mod mail;
mod map_views;
mod metrics;
mod offers;
mod openapi;
mod organiser;
mod pages;
mod paper;
#[cfg(target_os = "linux")]
mod pressure;
mod queries;
mod recounts;
mod rounds;
mod schema;
mod sheets;
mod soft_hyphens;
mod standards;
mod voting;
mod waiting;
mod worksheets;
mod workshops;
