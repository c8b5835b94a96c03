//! The tests of the program as a whole, in one binary. Cases that are text lie in `tests/cases`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on is a test that failed")]

mod acts;
mod build;
mod example;
mod house;
mod pointing;
mod proof_reading;
mod reading;
mod rules;
mod secrecy;
mod serve;
mod site;
mod strangers;
mod theme;
mod words;
