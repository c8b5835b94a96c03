//! The tests of the program as a whole, in one binary. Cases that are text lie in `tests/cases`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on is a test that failed")]

mod build;
mod example;
mod house;
mod reading;
mod secrecy;
mod serve;
mod site;
mod strangers;
mod words;
