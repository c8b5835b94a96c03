//! Edition, readers and path → what a browser gets to see there, before anything is put around it.

use std::path::PathBuf;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::link::path::decode;
use crate::load::Readers;
use crate::model::{Address, Page};
use crate::render::TemplateFault;

use super::edition::{Edition, Fault};
use super::frame::{self, BARE};
use super::view::{Shown, View};

/// What is at a path.
pub(super) struct Sheet {
    pub found: Found,
    /// Why it is not what was written last.
    pub fault: Option<Arc<Fault>>,
    /// What it is known by: a page that shows the same has the same.
    pub have: u64,
}

pub(super) enum Found {
    /// A page, with the status it has.
    Page { status: u16, address: Address, page: Page, bytes: Vec<u8> },
    /// Nothing but a fault.
    Nothing,
    /// A file, and the ending of its name.
    Bytes(Vec<u8>, String),
    /// A file on disk.
    Disk(PathBuf),
    /// The path it should have been.
    Elsewhere(String),
}

/// What is at a path, as it stands in a request without what follows `?`.
pub(super) fn of(edition: &Edition, readers: Readers, path: &str) -> Sheet {
    let fault = edition.fault().cloned();
    let (found, fault) = match edition.view(readers) {
        Some(view) => find(view, &decode(path), fault),
        None => (Found::Nothing, fault),
    };
    let have = print(&found, fault.as_deref()) ^ marks(edition, readers);
    Sheet { found, fault, have }
}

fn find(view: &View, path: &str, fault: Option<Arc<Fault>>) -> (Found, Option<Arc<Fault>>) {
    let base = view.site().settings.base_path();
    if path == base || path == "/" && !base.is_empty() {
        return (Found::Elsewhere(format!("{base}/")), fault);
    }
    let Some(inside) = path.strip_prefix(base).filter(|inside| inside.starts_with('/')) else { return missing(view, fault) };
    if let Some(folder) = inside.strip_suffix("/index.html").filter(|folder| view.page_at(&folder_page(folder)).is_some()) {
        return (Found::Elsewhere(format!("{base}{}", folder_page(folder))), fault);
    }
    let address = if inside.ends_with('/') { folder_page(inside) } else { Address::file(&inside[1..]) };
    match view.at(&address).filter(|_| address.as_str() == inside) {
        Some(Shown::Page(page, made)) => shown(view, &address, page, made, fault),
        Some(Shown::Made(bytes)) => (Found::Bytes(bytes.into_owned(), ending(inside)), fault),
        Some(Shown::Copied(disk)) => (Found::Disk(disk), fault),
        // `//panel` would be another host: the page's own address is where it leads.
        None if view.page_at(&folder_page(inside)).is_some() => (Found::Elsewhere(format!("{base}{}", folder_page(inside))), fault),
        None => missing(view, fault),
    }
}

fn missing(view: &View, fault: Option<Arc<Fault>>) -> (Found, Option<Arc<Fault>>) {
    let address = Address::file("404.html");
    match view.at(&address) {
        Some(Shown::Page(page, made)) => shown(view, &address, page, made, fault),
        _ => (Found::Nothing, fault),
    }
}

type Made = Result<Vec<u8>, TemplateFault>;

fn shown(view: &View, address: &Address, page: Page, made: Made, fault: Option<Arc<Fault>>) -> (Found, Option<Arc<Fault>>) {
    match made {
        Ok(bytes) => {
            let status = if page == Page::NotFound { 404 } else { 200 };
            (Found::Page { status, address: address.clone(), page, bytes }, fault)
        }
        Err(own) => {
            let title = "the template of this page has an error".to_owned();
            (Found::Nothing, fault.or(Some(Arc::new(Fault { title, report: view.fault(&own) }))))
        }
    }
}

fn folder_page(path: &str) -> Address {
    Address::page(path.split('/'))
}

fn print(found: &Found, fault: Option<&Fault>) -> u64 {
    let bytes = match found {
        Found::Page { bytes, .. } | Found::Bytes(bytes, _) => bytes,
        _ => BARE,
    };
    let fault = fault.map(frame::error).unwrap_or_default();
    xxh3_64(bytes).rotate_left(1) ^ xxh3_64(fault.as_bytes())
}

/// What its author sees marked is part of a page, though its bytes do not say it.
fn marks(edition: &Edition, readers: Readers) -> u64 {
    match readers {
        Readers::Author => edition.hidden().fold(0, |all: u64, hidden| all.rotate_left(7) ^ xxh3_64(format!("{hidden:?}").as_bytes())),
        Readers::Everybody => 0,
    }
}

fn ending(path: &str) -> String {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}
