//! One file a page: a function from its model to a view.

pub mod account;
pub mod accounts;
pub mod audit;
pub mod conferences;
pub mod failure;
pub mod figures;
pub mod forgotten;
pub mod imports;
pub mod link;
pub mod lists;
pub mod mail;
pub mod matrix;
pub mod offer_form;
pub mod offer_list;
pub mod offer_versions;
pub mod overview;
pub mod own_offer;
pub mod proposals;
pub mod providers;
pub mod reports;
pub mod second_factor;
pub mod sign_in;
pub mod terms;
pub mod words;
