//! Bytes of a connection ↔ request and answer: as much of HTTP/1.1 as a browser on the same machine needs, and no more. One thread
//! serves one connection; there are as many as there are windows open.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::load::Readers;

use super::answer::{Answer, Body, COOKIE, Purpose, Request, Response, answer};
use super::stand::Stand;

/// The head of a request is not longer in any browser.
const LONGEST_HEAD: usize = 32 * 1024;

/// More connections than this are let go of: somebody is not a browser.
const MOST_CONNECTIONS: usize = 512;

/// How long a connection may be silent between requests.
const IDLE: Duration = Duration::from_secs(20);

/// How often a page that is told nothing is asked whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// Answers requests until the program ends.
pub(super) fn serve(listener: &TcpListener, stand: &Arc<Stand>) {
    let bound = listener.local_addr().map(|address| address.ip()).ok();
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let (stand, counted) = (stand.clone(), open.clone());
        let work = move || {
            let _ = connection(stream, &stand, bound);
            counted.fetch_sub(1, Ordering::Relaxed);
        };
        if thread::Builder::new().name("connection".to_owned()).spawn(work).is_err() {
            open.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

fn connection(mut stream: TcpStream, stand: &Stand, bound: Option<IpAddr>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(IDLE))?;
    let mut read = Vec::new();
    while let Some(head) = head(&mut stream, &mut read)? {
        let asked = match Asked::parse(&head, bound) {
            Ok(asked) => asked,
            Err(response) => return whole(&mut stream, response, Wants { body: true, more: false }),
        };
        match answer(stand, &asked.request) {
            Answer::Whole(response) => whole(&mut stream, response, asked.wants)?,
            Answer::Messages(from) if asked.wants.body => return messages(stream, &from),
            Answer::Messages(_) => return Ok(()),
        }
        if !asked.wants.more {
            break;
        }
    }
    Ok(())
}

/// The head of the next request; nothing where the other side has gone.
fn head(stream: &mut TcpStream, read: &mut Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    let mut searched = 0;
    loop {
        if let Some(at) = read[searched..].windows(4).position(|window| window == b"\r\n\r\n") {
            let rest = read.split_off(searched + at + 4);
            return Ok(Some(std::mem::replace(read, rest)));
        }
        searched = read.len().saturating_sub(3);
        if read.len() > LONGEST_HEAD {
            return Ok(None);
        }
        let mut buffer = [0; 4096];
        match stream.read(&mut buffer)? {
            0 => return Ok(None),
            length => read.extend_from_slice(&buffer[..length]),
        }
    }
}

/// A request that may be answered.
struct Asked {
    request: Request,
    wants: Wants,
}

/// What the other side wants beside the head of the answer.
#[derive(Clone, Copy)]
struct Wants {
    body: bool,
    /// Whether it will ask for more.
    more: bool,
}

impl Asked {
    /// Reads the head of a request; the answer where it may not be made.
    fn parse(head: &[u8], bound: Option<IpAddr>) -> Result<Self, Response> {
        let mut headers = [httparse::EMPTY_HEADER; 100];
        let mut parsed = httparse::Request::new(&mut headers);
        let complete = parsed.parse(head).is_ok_and(|status| status.is_complete());
        let (Some(method), Some(target), true) = (parsed.method, parsed.path, complete) else {
            return Err(Response::text(400, "This is no request."));
        };
        let header = |name: &str| {
            let found = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
            std::str::from_utf8(found.value).ok()
        };
        if !header("host").is_some_and(|host| is_ours(host, bound)) {
            return Err(Response::text(403, "The preview answers to the address it was started on, and to localhost, only."));
        }
        let body = match method {
            "GET" => true,
            "HEAD" => false,
            _ => {
                let mut response = Response::text(405, "The preview can only be read.");
                response.headers.push(("Allow", "GET, HEAD".to_owned()));
                return Err(response);
            }
        };
        if !target.starts_with('/') {
            return Err(Response::text(400, "A path begins with a slash."));
        }
        let has_body = header("transfer-encoding").is_some() || header("content-length").is_some_and(|length| length.trim() != "0");
        let more = parsed.version == Some(1) && !has_body && !header("connection").is_some_and(|said| said.eq_ignore_ascii_case("close"));
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let purpose = match header("sec-fetch-dest") {
            None => Purpose::Unknown,
            Some("document" | "iframe" | "frame") => Purpose::Window,
            Some(_) => Purpose::Part,
        };
        let request = Request { path: path.to_owned(), query: query.to_owned(), readers: header("cookie").and_then(readers), purpose };
        Ok(Self { request, wants: Wants { body, more } })
    }
}

/// Whose site a cookie says is shown.
fn readers(cookies: &str) -> Option<Readers> {
    let own = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('=')).find(|(name, _)| *name == COOKIE)?;
    match own.1 {
        "public" => Some(Readers::Everybody),
        "author" => Some(Readers::Author),
        _ => None,
    }
}

/// Whether a host is one that only this machine, or who was meant to, can have asked for. A page elsewhere whose name is made to lead
/// here still sends its own name. An address in figures has no name to be bent.
fn is_ours(host: &str, bound: Option<IpAddr>) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let Ok(address) = name.parse::<IpAddr>() else { return name.eq_ignore_ascii_case("localhost") };
    address.is_loopback() || bound.is_some_and(|bound| bound.is_unspecified() || bound == address)
}

fn whole(stream: &mut TcpStream, response: Response, wants: Wants) -> io::Result<()> {
    let Response { status, kind, headers, body } = response;
    let (length, file) = match &body {
        Body::Bytes(bytes) => (bytes.len() as u64, None),
        Body::File(disk) => {
            let file = File::open(disk)?;
            (file.metadata()?.len(), Some(file))
        }
    };
    let connection = if wants.more { "keep-alive" } else { "close" };
    let mut out = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: {connection}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: same-origin\r\n",
        reason(status)
    );
    headers.iter().for_each(|(name, value)| out.push_str(&format!("{name}: {value}\r\n")));
    out.push_str("\r\n");
    let mut out = out.into_bytes();
    match (wants.body, body, file) {
        (true, Body::Bytes(bytes), _) => out.extend(bytes),
        (true, _, Some(file)) => {
            stream.write_all(&out)?;
            // A file that shrinks meanwhile ends the connection: what was promised cannot be given.
            let sent = io::copy(&mut file.take(length), stream)?;
            return if sent == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        _ => {}
    }
    stream.write_all(&out)
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Internal Server Error",
    }
}

/// Passes on what a page is told, until it is closed.
fn messages(mut stream: TcpStream, from: &Receiver<String>) -> io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
          Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\nretry: 300\n\n",
    )?;
    stream.set_read_timeout(Some(Duration::from_millis(1)))?;
    loop {
        match from.recv_timeout(HEARTBEAT) {
            Ok(message) => stream.write_all(format!("data: {message}\n\n").as_bytes())?,
            Err(RecvTimeoutError::Timeout) if is_there(&stream) => {}
            Err(_) => return Ok(()),
        }
    }
}

/// Whether the other side still listens: it says nothing, but it has not hung up.
fn is_there(stream: &TcpStream) -> bool {
    match stream.peek(&mut [0]) {
        Ok(length) => length > 0,
        Err(error) => matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_host_is_refused() {
        let here = Some("127.0.0.1".parse().unwrap());
        for host in ["127.0.0.1:8100", "localhost", "LOCALHOST:1", "[::1]:8100", "127.0.0.2"] {
            assert!(is_ours(host, here), "{host}");
        }
        for host in ["", "example.org", "127.0.0.1.example.org", "localhost.example.org:8100", "10.0.0.1", "[::2]", "x[::1]"] {
            assert!(!is_ours(host, here), "{host}");
        }
        assert!(is_ours("10.0.0.1:8100", Some("10.0.0.1".parse().unwrap())) && is_ours("10.0.0.1", Some("0.0.0.0".parse().unwrap())));
        assert!(!is_ours("example.org", Some("0.0.0.0".parse().unwrap())));
    }
}
