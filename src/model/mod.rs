//! The nouns: what a panel publishes, as plain data. Read these files to know the domain; nothing here does anything.

mod address;
mod block;
mod body;
mod front_matter;
mod meeting;
mod paper;
mod profile;
mod project;
mod reading;
mod record;
mod registers;
mod settings;
mod site;

pub use address::{Address, slug};
pub use block::*;
pub use body::*;
pub use front_matter::*;
pub use meeting::*;
pub use paper::*;
pub use profile::*;
pub use project::*;
pub use reading::*;
pub use record::*;
pub use registers::*;
pub use settings::*;
pub use site::*;
