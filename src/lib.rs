//! Panelpress compiles a folder of agendas, reports and minutes into the public record of a panel.
//!
//! The program is one line of stages, each a module, each turning one noun into the next; [`build`] is that line. A module
//! uses only those above it in the list below, and a test holds it.

pub mod source;
pub mod diagnostic;
pub mod model;
pub mod load;
pub mod parse;
pub mod link;
pub mod check;
pub mod render;
pub mod export;
pub mod verify;
pub mod write;
pub mod serve;
pub mod cli;

mod pipeline;

pub use pipeline::{Built, Checked, Failure, Progress, RULES, RULES_OF_SITES, build, check as proof_read, unknown_rule};
