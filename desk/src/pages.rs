//! One file a page: a function from its model to a view.

pub mod account;
pub mod accounts;
pub mod audit;
pub mod doubts;
pub mod failure;
pub mod imports;
pub mod link;
pub mod overview;
pub mod sign_in;
