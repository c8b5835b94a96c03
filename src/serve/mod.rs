//! The preview while writing: a folder → a site in the browser that follows what is saved. The only part of the program that runs on.
//!
//! [`Preview`] reads what changed and makes edition after edition, with the same functions as a build; [`Stand`] holds the latest and
//! tells open pages what changed; [`answer`] answers requests from it. Pages are rendered when they are asked for. Only `watch` knows
//! that there are files to watch, and only `http` that there are sockets. Nothing is ever written.

mod answer;
mod edition;
mod frame;
mod http;
mod panel;
mod preview;
mod sheet;
mod stand;
mod view;
mod watch;

pub use answer::{Answer, Body, Purpose, Request, Response, answer};
pub use edition::{Edition, Fault, Mark};
pub use preview::Preview;
pub use stand::Stand;
pub use view::{Shown, View};
pub use watch::Noticing;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;

/// How long it must be quiet before the papers are checked: whoever is typing waits for the page, not for the checks.
const CHECKS_WAIT: Duration = Duration::from_millis(150);

/// Serves a preview until the program ends. `today` is asked for the day whenever something is read.
///
/// # Errors
/// When the system gives no thread.
pub fn run(
    preview: Preview,
    stand: Arc<Stand>,
    listener: &TcpListener,
    noticing: Noticing,
    today: impl Fn() -> Date + Send + 'static,
) -> io::Result<()> {
    let (published, editions) = channel();
    let (follower, checker) = (stand.clone(), stand.clone());
    named("checks").spawn(move || check(&checker, &editions))?;
    named("follows").spawn(move || watch::follow(preview, &follower, noticing, today, &published))?;
    http::serve(listener, &stand);
    Ok(())
}

fn named(name: &str) -> thread::Builder {
    thread::Builder::new().name(name.to_owned())
}

/// Checks the papers of each edition once it has been quiet for a while, if somebody has a page open.
fn check(stand: &Stand, editions: &Receiver<()>) {
    while editions.recv().is_ok() {
        while editions.recv_timeout(CHECKS_WAIT).is_ok() {}
        let edition = stand.edition();
        if let Some(view) = edition.view(stand.readers()).filter(|_| stand.is_watched()) {
            view.check();
            stand.checked();
        }
    }
}
