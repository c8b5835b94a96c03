//! `panelpress serve`.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::{Outcome, fail};
use crate::load::{Layout, Readers};
use crate::serve::{self, Noticing, Preview, Stand};

/// See the site in a browser while you write
///
/// Pages follow what is saved: papers, settings, registers, theme. Nothing is written to disk. What is wrong in a paper stands on its page,
/// and papers that are held back are shown to you alone, each marked; a switch at the foot of the page shows what the public will see.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder: a site, or any folder of Markdown papers
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The port; the next free one where it is taken
    #[arg(long, value_name = "N", default_value_t = 8100)]
    port: u16,
    /// The address of this machine that is listened at. Any other than 127.0.0.1 lets others in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Look through the folder again and again, for disks that tell of no changes
    #[arg(long)]
    poll: bool,
    /// Show only what the public will see, with nothing added
    #[arg(long)]
    public: bool,
    /// Show the site as on this day (2026-01-31): it decides which papers are still embargoed
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// Serves until it is stopped.
pub(super) fn run(arguments: &Arguments) -> Outcome {
    // Events name files by their real place.
    let folder = match arguments.folder.canonicalize() {
        Ok(folder) => folder,
        Err(_) => return fail(format!("there is no folder {}", arguments.folder.display())),
    };
    if let Err(error) = Layout::find(&folder) {
        return fail(error);
    }
    let listener = match listen(arguments.bind, arguments.port) {
        Ok(listener) => listener,
        Err(error) => return fail(format!("port {} of {} cannot be listened at: {error}", arguments.port, arguments.bind)),
    };
    let readers = if arguments.public { Readers::Everybody } else { Readers::Author };
    let fixed = arguments.today;
    let today = move || fixed.unwrap_or_else(|| jiff::Zoned::now().date());
    let mut preview = Preview::new(&folder, readers);
    preview.refresh(today());
    let edition = preview.edition();
    if let Some(fault) = edition.fault() {
        anstream::eprintln!("note: {}; the page says where", fault.title);
    }
    let url = url(&listener, arguments.port, edition.base_path(readers));
    anstream::println!("{url} (Ctrl-C ends)");
    if arguments.open {
        open(&url);
    }
    let noticing = if arguments.poll { Noticing::Polling } else { Noticing::Events };
    match serve::run(preview, Arc::new(Stand::new(edition, readers)), &listener, noticing, today) {
        Ok(()) => Outcome::Good,
        Err(error) => fail(error),
    }
}

/// How many ports are tried.
const TRIED: u16 = 50;

/// Listens at the port, or at the next that is free.
fn listen(address: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(TRIED) };
    for port in port..last {
        match TcpListener::bind(SocketAddr::new(address, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            done => return done,
        }
    }
    TcpListener::bind(SocketAddr::new(address, last))
}

/// Where the site is seen.
fn url(listener: &TcpListener, wanted: u16, base: &str) -> String {
    let Ok(address) = listener.local_addr() else { return String::new() };
    if wanted != 0 && address.port() != wanted {
        anstream::eprintln!("note: port {wanted} is taken; {} is the next that is free", address.port());
    }
    match address.ip().is_unspecified() {
        true => format!("http://localhost:{}{base}/", address.port()),
        false => format!("http://{address}{base}/"),
    }
}

/// Asks the system to open a page. Where it cannot, the address has been said.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let _ = Command::new(program).args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
