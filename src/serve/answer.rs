//! A request → what is answered. It knows no sockets; nothing it answers with comes from outside the site.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use crate::link::path::decode;
use crate::load::Readers;

use super::edition::{Edition, Mark};
use super::frame::{BARE, Frame, Switch};
use super::panel;
use super::sheet::{self, Found, Sheet};
use super::stand::Stand;
use super::view::View;
use crate::model::{Address, Page};
use crate::render::web;

/// What is asked for, as far as it matters.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// What stands before `?`.
    pub path: String,
    /// What stands behind it.
    pub query: String,
    /// Whose site the browser was told to show.
    pub readers: Option<Readers>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a browser says a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// It does not say: a plain client.
    #[default]
    Unknown,
    /// To be shown in a window or frame.
    Window,
    /// To be used by a page.
    Part,
}

/// What is answered.
pub enum Answer {
    /// All at once.
    Whole(Response),
    /// Message after message, for as long as the page is open.
    Messages(Receiver<String>),
}

/// An answer that is given all at once.
pub struct Response {
    /// The status.
    pub status: u16,
    /// What the body is.
    pub kind: &'static str,
    /// Headers beside those that every answer has.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

/// The bytes of an answer.
pub enum Body {
    /// These.
    Bytes(Vec<u8>),
    /// Those of a file.
    File(PathBuf),
}

const HTML: &str = "text/html; charset=utf-8";

impl Response {
    fn new(status: u16, kind: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, headers: Vec::new(), body: Body::Bytes(bytes.into()) }
    }

    /// A sentence.
    pub fn text(status: u16, sentence: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{sentence}\n"))
    }

    /// `to` is a URL's path.
    fn redirect(to: String) -> Self {
        let mut response = Self::text(302, "It is elsewhere.");
        response.headers.push(("Location", to));
        response
    }
}

/// The name of the cookie that says whose site is shown.
pub(super) const COOKIE: &str = "panelpress-preview";

/// Answers a request.
pub fn answer(stand: &Stand, request: &Request) -> Answer {
    let whole = |response| Answer::Whole(response);
    // A public preview has no other site to show.
    let readers = match stand.readers() {
        Readers::Everybody => Readers::Everybody,
        Readers::Author => request.readers.unwrap_or(Readers::Author),
    };
    let Some(own) = request.path.strip_prefix("/.preview/") else { return whole(page(stand, readers, request)) };
    match own {
        "preview.js" => whole(Response::new(200, "text/javascript; charset=utf-8", include_bytes!("preview.js"))),
        "preview.css" => whole(Response::new(200, "text/css; charset=utf-8", include_bytes!("preview.css"))),
        "panel" => whole(fresh_panel(stand, readers, request)),
        "public" => whole(switched(request, "public")),
        "author" => whole(switched(request, "author")),
        "messages" => {
            let have = value(&request.query, "have").and_then(|have| u64::from_str_radix(&have, 16).ok()).unwrap_or_default();
            Answer::Messages(stand.open(readers, value(&request.query, "path").unwrap_or_default(), have))
        }
        _ => whole(Response::text(404, "There is nothing here.")),
    }
}

/// A value in a query.
fn value(query: &str, name: &str) -> Option<String> {
    query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| decode(value))
}

/// Back to where one was, with the eyes of others.
fn switched(request: &Request, view: &str) -> Response {
    // A path alone: `//elsewhere` would lead to another host, and what is no letter of a URL could begin another header.
    let is_path =
        |to: &String| to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && to.bytes().all(|byte| byte.is_ascii_graphic());
    let mut response = Response::redirect(value(&request.query, "to").filter(is_path).unwrap_or_else(|| "/".to_owned()));
    response.headers.push(("Set-Cookie", format!("{COOKIE}={view}; Path=/; SameSite=Strict; HttpOnly")));
    response
}

fn page(stand: &Stand, readers: Readers, request: &Request) -> Response {
    let edition = stand.edition();
    let sheet = sheet::of(&edition, readers, &request.path);
    let framed = match request.purpose {
        Purpose::Window => true,
        Purpose::Part => false,
        // What a plain client gets of the public site is what a host would give, byte for byte.
        Purpose::Unknown => readers == Readers::Author,
    };
    match (&sheet.found, framed) {
        (Found::Elsewhere(path), _) => Response::redirect(web::encode(path)),
        (Found::Disk(disk), _) => copied(disk),
        (Found::Bytes(bytes, ending), _) => Response::new(200, kind(ending), bytes.clone()),
        (Found::Page { status, bytes, .. }, false) => Response::new(*status, HTML, bytes.clone()),
        (Found::Page { status, bytes, address, page }, true) => {
            let status = if sheet.fault.is_some() { 500 } else { *status };
            // What is wrong is the author's business: a finding may quote what the public does not see.
            let view = edition.view(readers).filter(|_| stand.readers() == Readers::Author);
            let about = view.map(|view| findings(view, address, *page, bytes)).unwrap_or_default();
            Response::new(status, HTML, frame(stand, &edition, &sheet, readers, &request.path, &about, bytes))
        }
        (Found::Nothing, _) => Response::new(500, HTML, frame(stand, &edition, &sheet, readers, &request.path, "", BARE)),
    }
}

fn copied(disk: &Path) -> Response {
    // A link that took the file's place since the folder was listed could lead anywhere.
    if !disk.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Response::text(404, "The file is gone.");
    }
    let ending = disk.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    Response { status: 200, kind: kind(&ending), headers: Vec::new(), body: Body::File(disk.to_owned()) }
}

fn frame(stand: &Stand, edition: &Edition, sheet: &Sheet, readers: Readers, path: &str, panel: &str, bytes: &[u8]) -> Vec<u8> {
    let view = edition.view(readers);
    let hidden: Vec<(&str, Mark)> = if readers == Readers::Author { edition.hidden().collect() } else { Vec::new() };
    let mark = match (&sheet.found, view) {
        (Found::Page { page: Page::Paper(id), .. }, Some(view)) => {
            let file = view.site().paper(*id).document.path();
            hidden.iter().find(|(path, _)| *path == file).map(|(_, mark)| *mark)
        }
        _ => None,
    };
    let urls: Vec<(String, Mark)> = hidden.iter().filter_map(|(path, mark)| Some((view?.url_of_file(path)?, *mark))).collect();
    let switch = if stand.readers() == Readers::Everybody { Switch::None } else { Switch::Offered };
    let fault = sheet.fault.as_deref();
    Frame { path, readers, switch, have: sheet.have, fault, mark, panel, hidden: &urls }.around(bytes)
}

/// What is wrong on a page, as HTML.
fn findings(view: &View, address: &Address, page: Page, bytes: &[u8]) -> String {
    let report = view.findings_of(address, page, bytes);
    let checked = if view.is_checked() { "" } else { " <span class=\"checking\">being checked\u{2026}</span>" };
    if report.is_empty() {
        let count = if view.is_checked() { panel::count(&report) } else { String::new() };
        return format!("<p>{count}{checked}</p>");
    }
    format!("<details><summary>{}{checked}</summary>\n{}</details>", panel::count(&report), panel::list(report))
}

/// The findings of a page once its papers are checked.
fn fresh_panel(stand: &Stand, readers: Readers, request: &Request) -> Response {
    let edition = stand.edition();
    let path = value(&request.query, "path").unwrap_or_default();
    let html = edition.view(readers).filter(|_| stand.readers() == Readers::Author).map(|view| {
        view.check();
        match sheet::of(&edition, readers, &path).found {
            Found::Page { address, page, bytes, .. } => findings(view, &address, page, &bytes),
            _ => String::new(),
        }
    });
    Response::new(200, HTML, html.unwrap_or_default())
}

/// What a file is, by the ending of its name.
fn kind(ending: &str) -> &'static str {
    match ending {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "wasm" => "application/wasm",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}
