//! The preview shows what a build would make, whatever was edited in whatever order. Scripts of edits are made up at random: a few dozen,
//! or as many as `PREVIEW_SCRIPTS` says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use panelpress::load::{self, Readers};
use panelpress::model::Address;
use panelpress::serve::{Answer, Body, Edition, Preview, Purpose, Request, Shown, Stand, answer};
use panelpress::write::Destination;
use proptest::prelude::*;

use crate::site::{Folder, files};

/// Where papers come and go.
const PAPERS: [&str; 12] = [
    "parks-panel/2026-03-12/agenda.md",
    "parks-panel/2026-03-12/minutes.md",
    "parks-panel/2026-03-12/benches.md",
    "parks-panel/2026-06-11/minutes.md",
    "parks-panel/2026-06-11/costs.md",
    "parks-panel/note.md",
    "leisure-board/2026-03-12-special/minutes.md",
    "leisure-board/2026-12-03/Item 4 EXEMPT lease.md",
    "decisions/2026-001.md",
    "about.md",
    "loose.md",
    "archive/2019/old minutes.md",
];

const TEXTS: [&str; 12] = [
    "# Parks Panel\n\nAgenda\n\n12 March 2026\n\n1. Apologies\n2. Benches\n3. Costs of the pond\n",
    "# Parks Panel\n\n12 March 2026\n\n10am to 12.30pm\n\n## Present\n\nAda Ash – Chair\nBen Birch – Member\n\n## Benches\n\n1. Benches were discussed.\n\nAction – Ada Ash to count the benches by 1 May 2026.\n\n2. RESOLVED: That the report be noted.\n",
    "# Benches\n\nReport to the Parks Panel\n\n12 March 2026\n\n1.1 See the [minutes](../2026-06-11/minutes.md#p1) and [costs](costs.md).\n\n```rust\nfn main() {}\n```\n\n```csv chart=bar\nQ,N\nQ1,4\nQ2,5\n```\n",
    "# Parks Panel\n\nMinutes of the meeting of 11 June 2026\n\n1. The minutes of 12 March 2026 were approved.\n\n2. Ben Birch (BB) spoke of the Community Safety Partnership (CSP).\n\n3. The CSP met. BB to write.\n",
    "# Costs\n\n11 June 2026\n\n![Costs](figures.csv \"chart=line\")\n\n![](map.png)\n\n[here](map.pdf)\n",
    "DRAFT\n\n# A note\n\nSome words. See [nothing](nowhere.md).\n",
    "# Leisure Board\n\n3 December 2026\n\nNOT FOR PUBLICATION\n\n1. The lease is for forty years.\n",
    "# Decision\n\n100-2026\n\nThe Commissioner approved the purchase.\n",
    "A line of text\n---\n\n![](map.png)\n\n- one\n- two\n",
    "# First paper\n\n12 March 2026\n\n1. One.\n\n\n\n\n# Second paper\n\n11 June 2026\n\n1. Two.\n",
    "",
    "<script>alert(1)</script>\n\n# Ŵyl – *odd* & \"words\" {{ x }}\n\n41/22 Numbers.\n",
];

const FRONTS: [&str; 12] = [
    "",
    "",
    "",
    "+++\ntitle = \"Another title\"\nitem = \"2\"\n+++\n",
    "+++\nhold = true\n+++\n",
    "+++\nhold = false\n+++\n",
    "+++\npublish_on = 2026-11-30\n+++\n",
    "+++\nwithheld = { paragraph = \"3\", reason = \"Terms\" }\n+++\n",
    "+++\naliases = [\"/old/page\", \"/old.pdf\"]\nappendices = [\"costs.md\"]\nattachments = [\"map.pdf\"]\n+++\n",
    "---\nkind: minutes\ndate: 2026-03-12\nbody: parks-panel\nstatus: approved\n---\n",
    "+++\nsupersedes = \"minutes.md\"\nsubjects = [\"ponds\"]\nsummary = \"A summary\"\n+++\n",
    "+++\nhodl = true\nthis is = = no TOML\n+++\n",
];

/// Files beside the papers, and what they may say; nothing is the file taken away.
const BESIDE: [(&str, &[&str]); 10] = [
    (
        "content/parks-panel/_body.toml",
        &["", "name = \"The Parks Panel\"\nstart = 2019-01-01\n", "nmae = 4\n", "successor = \"leisure-board\"\n"],
    ),
    ("content/leisure-board/_body.toml", &["", "name = \"Leisure Board\"\nalso_known_as = [\"Parks Panel\"]\n"]),
    (
        "content/parks-panel/2026-06-11/_meeting.toml",
        &["", "status = \"cancelled\"\nvenue = \"The pond\"\n", "joint_with = [\"leisure-board\"]\nstart = \"25:00\"\n"],
    ),
    ("content/new-body/2027-01-14/_meeting.toml", &["", "time = 3\n", "venue = \"Hall\"\n"]),
    ("content/people.toml", &["", "[[person]]\nname = \"Benedict Birch\"\nalso_known_as = [\"Ben Birch\"]\ninitials = \"BB\"\n"]),
    ("content/glossary.toml", &["", "[[term]]\nshort = \"CSP\"\nmeaning = \"Community Safety Partnership\"\n"]),
    (
        "content/actions.toml",
        &["", "[[action]]\nmeeting = \"parks-panel/2026-03-12\"\ntext = \"Ada Ash\"\nstatus = \"done\"\non = 2026-05-01\n"],
    ),
    ("content/parks-panel/2026-03-12/figures.csv", &["", "Q,N\nQ1,4\n", "Q,N\nQ1,five\nQ2\n"]),
    ("content/parks-panel/2026-03-12/map.png", &["", "one", "another"]),
    ("content/parks-panel/2026-06-11/map.pdf", &["", "pdf", "PDF"]),
];

const FRAME: [(&str, &[&str]); 6] = [
    (
        "panelpress.toml",
        &[
            "",
            "title = \"Parks\"\nbase_url = \"https://example.org/parks\"\n",
            "theme = \"ours\"\n[rules]\nbroken-link = \"advice\"\n",
            "title = 4\n",
            "titel = \"x\n",
            "theme = \"theirs\"\n",
            "base_url = \"https://example.org\"\noutput = \"built\"\n",
            "[rules]\nbrokn-link = \"advice\"\n",
        ],
    ),
    (
        "themes/ours/templates/home.html",
        &["", "{% extends \"built-in/home.html\" %}{% block title %}Ours{% endblock title %}", "{% if x %}"],
    ),
    ("themes/default/templates/paper.html", &["", "<html><body>{{ paper.title }} {{ paper.html | safe }}</body></html>\n", "{{ 1 + }}"]),
    ("themes/ours/theme.toml", &["", "contract = 1\n", "contract = 99\n"]),
    ("themes/ours/static/style.css", &["", "body { color: red }", "body { color: blue }"]),
    ("themes/default/static/code.css", &["", "pre { color: green }"]),
];

/// Something an author does.
#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Beside(usize, usize),
    Frame(usize, usize),
    /// A folder with all that is in it gets another name.
    RenameFolder(usize),
    /// An editor's file that comes and goes, and a copy that stays.
    Clutter(usize),
    /// The same number of bytes at the same time.
    Unseen(usize),
    /// The author's day is over.
    NextDay,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        8 => (0..PAPERS.len(), 0..FRONTS.len(), 0..TEXTS.len()).prop_map(|(paper, front, text)| Edit::Write(paper, front, text)),
        2 => (0..PAPERS.len()).prop_map(Edit::Delete),
        2 => (0..PAPERS.len(), 0..PAPERS.len()).prop_map(|(from, to)| Edit::Rename(from, to)),
        4 => (0..BESIDE.len(), 0..4usize).prop_map(|(file, says)| Edit::Beside(file, says)),
        4 => (0..FRAME.len(), 0..8usize).prop_map(|(file, says)| Edit::Frame(file, says)),
        1 => (0..4usize).prop_map(Edit::RenameFolder),
        1 => (0..PAPERS.len()).prop_map(Edit::Clutter),
        1 => (0..PAPERS.len()).prop_map(Edit::Unseen),
        1 => Just(Edit::NextDay),
    ]
}

/// A folder that is edited, and what the edits touched since the preview was last told.
struct Desk {
    folder: Folder,
    touched: BTreeSet<PathBuf>,
    today: Date,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: Folder::with(&[]), touched: BTreeSet::new(), today: "2026-11-22".parse().unwrap() };
        desk.folder.put("content/about.md", "# About\n\nThe parks of Estermere.\n");
        desk.folder.put(&format!("content/{}", PAPERS[0]), TEXTS[0]);
        desk.folder.put(&format!("content/{}", PAPERS[1]), TEXTS[1]);
        desk
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn put(&mut self, path: &str, text: &str) {
        // A system tells of the first new folder on the way, too.
        let mut above = self.root().join(path);
        while above.pop() && !above.exists() {
            self.touched.insert(above.clone());
        }
        self.folder.put(path, text);
        self.touched.insert(self.root().join(path));
    }

    fn remove(&mut self, path: &str) {
        if std::fs::remove_file(self.root().join(path)).is_ok() {
            self.touched.insert(self.root().join(path));
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        let (from, to) = (self.root().join(from), self.root().join(to));
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        if !to.exists() && std::fs::rename(&from, &to).is_ok() {
            self.touched.extend([to.parent().unwrap().to_owned(), from, to]);
        }
    }

    fn edit(&mut self, edit: &Edit) {
        let paper = |place: usize| format!("content/{}", PAPERS[place]);
        match edit {
            Edit::Write(place, front, text) => self.put(&paper(*place), &format!("{}{}", FRONTS[*front], TEXTS[*text])),
            Edit::Delete(place) => self.remove(&paper(*place)),
            Edit::Rename(from, to) => self.rename(&paper(*from), &paper(*to)),
            Edit::Beside(file, says) => self.say(BESIDE[*file], *says),
            Edit::Frame(file, says) => self.say(FRAME[*file], *says),
            Edit::RenameFolder(which) => {
                let names = [("parks-panel", "gardens-panel"), ("parks-panel/2026-06-11", "parks-panel/2026-07-09")];
                let (one, other) = names[which / 2];
                let (from, to) = if which % 2 == 0 { (one, other) } else { (other, one) };
                self.rename(&format!("content/{from}"), &format!("content/{to}"));
            }
            Edit::Clutter(place) => {
                let path = paper(*place);
                self.put(&format!("{path}~"), "# Secret copy\n");
                self.put("content/.hidden.md", "# Hidden\n");
                self.put("content/4913", "");
                self.remove("content/4913");
            }
            Edit::Unseen(place) => self.unseen(&paper(*place)),
            Edit::NextDay => self.today = self.today.tomorrow().unwrap(),
        }
    }

    fn say(&mut self, (path, says): (&str, &[&str]), which: usize) {
        match says[which % says.len()] {
            "" => self.remove(path),
            text => self.put(path, text),
        }
    }

    fn unseen(&mut self, path: &str) {
        let disk = self.root().join(path);
        let Ok(text) = std::fs::read_to_string(&disk) else { return };
        let modified = disk.metadata().unwrap().modified().unwrap();
        self.put(path, &text.replace('a', "e"));
        std::fs::File::options().write(true).open(&disk).unwrap().set_modified(modified).unwrap();
    }

    /// Tells the preview what was touched, or only that something was.
    fn tell(&mut self, preview: &mut Preview, exactly: bool) {
        match exactly {
            true => self.touched.iter().for_each(|path| preview.note(path)),
            false => preview.note_all(),
        }
        self.touched.clear();
        preview.refresh(self.today);
    }

    /// What a build in an empty place makes of the folder; nothing where it makes none.
    fn built(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        let out = tempfile::tempdir().unwrap();
        let (output, keep) = (out.path().join("site"), out.path().join("keep"));
        let (project, _) = load::project(self.root(), self.today, None).ok()?;
        panelpress::unknown_rule(&project.settings).is_none().then_some(())?;
        let to = Destination::open(&output, &keep, &self.root().join("content")).unwrap();
        panelpress::build(project, to, &|_, _| {}).ok()?;
        Some(files(&output))
    }
}

/// Everything that the public sees in an edition, by the path a build would write it to.
fn shown(edition: &Edition) -> BTreeMap<String, Vec<u8>> {
    let view = edition.view(Readers::Everybody).expect("there is a good site");
    let bytes = |address: &Address| match view.at(address).unwrap() {
        Shown::Page(_, made) => made.unwrap(),
        Shown::Made(bytes) => bytes.into_owned(),
        Shown::Copied(disk) => std::fs::read(disk).unwrap(),
    };
    view.addresses().map(|address| (address.output_path(), bytes(&address))).collect()
}

fn assert_same(shown: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>) {
    let paths: BTreeSet<&String> = shown.keys().chain(built.keys()).collect();
    let text = |bytes: Option<&Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    for path in paths {
        assert_eq!(text(shown.get(path)), text(built.get(path)), "{path}");
    }
}

fn scripts() -> u32 {
    std::env::var("PREVIEW_SCRIPTS").ok().and_then(|count| count.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: scripts(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_public_view_is_what_a_build_makes(
        script in prop::collection::vec((prop::collection::vec(edit(), 1..4), any::<bool>()), 1..10),
        looked_at in 0..10usize,
        author in any::<bool>(),
    ) {
        let mut desk = Desk::new();
        let readers = if author { Readers::Author } else { Readers::Everybody };
        let mut preview = Preview::new(desk.root(), readers);
        preview.refresh(desk.today);
        let mut good = preview.edition();
        for (place, (edits, exactly)) in script.iter().enumerate() {
            edits.iter().for_each(|edit| desk.edit(edit));
            // Bytes that change under an unchanged time and size are seen when the system tells of them, and not otherwise.
            let unseen = edits.iter().any(|edit| matches!(edit, Edit::Unseen(_)));
            desk.tell(&mut preview, *exactly || unseen);
            let edition = preview.edition();
            if edition.fault().is_none() {
                good = edition.clone();
            }
            if place == script.len() - 1 || place == looked_at {
                let built = desk.built();
                prop_assert_eq!(edition.fault().is_none(), built.is_some(), "{:?}", edition.fault());
                assert_same(&shown(&edition), &built.unwrap_or_else(|| shown(&good)));
            }
        }
    }
}

/// The status and bytes of a path, as a plain client gets them.
fn get(stand: &Stand, path: &str, readers: Readers) -> (u16, Vec<u8>) {
    let request = Request { path: path.to_owned(), readers: Some(readers), purpose: Purpose::Unknown, ..Request::default() };
    match answer(stand, &request) {
        Answer::Whole(response) => match response.body {
            Body::Bytes(bytes) => (response.status, bytes),
            Body::File(disk) => (response.status, std::fs::read(disk).unwrap()),
        },
        Answer::Messages(_) => panic!("{path} is a page"),
    }
}

#[test]
fn a_request_during_a_rebuild_gets_a_whole_page_of_one_edition() {
    let mut desk = Desk::new();
    let mut preview = Preview::new(desk.root(), Readers::Author);
    preview.refresh(desk.today);
    let stand = Stand::new(preview.edition(), Readers::Author);
    let paths = ["/", "/about/", "/parks-panel/", "/parks-panel/2026-03-12/agenda/"];
    let page = |path: &str| get(&stand, path, Readers::Everybody);
    let mut known: BTreeSet<(u16, Vec<u8>)> = paths.iter().map(|path| page(path)).collect();
    let over = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = BTreeSet::new();
            while !over.load(Ordering::Relaxed) {
                seen.extend(paths.iter().map(|path| page(path)));
            }
            seen
        });
        for step in 0..40 {
            desk.edit(&Edit::Write(2 + step % 5, step % 3, step % TEXTS.len()));
            desk.edit(&Edit::Frame(5, step));
            desk.tell(&mut preview, true);
            stand.publish(preview.edition(), &Default::default());
            known.extend(paths.iter().map(|path| page(path)));
        }
        over.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(seen.iter().all(|(status, bytes)| *status == 200 && bytes.ends_with(b"</html>\n")));
    assert!(seen.is_subset(&known), "a page was seen that is in no edition");
    assert!(Arc::ptr_eq(&stand.edition(), &preview.edition()));
}

/// The program as it serves a folder.
struct Served {
    child: Child,
    host: String,
}

impl Served {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_panelpress"));
        command.arg("serve").arg(folder).args(["--today", "2026-11-22"]).args(more);
        if !more.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let host = said.strip_prefix("http://").and_then(|rest| rest.split('/').next()).expect(&said).to_owned();
        Self { child, host }
    }

    /// What is answered to a request, head and body, until the connection is closed.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get_as(&self, path: &str, host: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> String {
        self.get_as(path, &self.host)
    }

    /// Waits until a page holds what it should.
    fn until(&self, path: &str, holds: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        while !holds(&self.get(path)) {
            assert!(begun.elapsed() < Duration::from_secs(20), "{path} does not follow: {}", self.get(path));
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn only_this_machine_is_answered_and_only_the_site_is_shown() {
    let desk = Desk::new();
    desk.folder.put("secret.txt", "secret");
    desk.folder.put("content/beside.txt", "secret");
    let served = Served::start(desk.root(), &[]);
    assert_eq!(status(&served.get("/about/")), "200");
    assert_eq!(status(&served.get_as("/about/", "localhost:1")), "200");
    for host in ["panelpress.example", "127.0.0.1.nip.example:8100", ""] {
        let answer = served.get_as("/about/", host);
        assert!(status(&answer) == "403" && !answer.contains("parks"), "{host}: {answer}");
    }
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/theme/../../secret.txt",
        "//secret.txt",
        "/beside.txt",
        "/panelpress.toml",
        "/about.md",
        "/%00",
        "/.preview/../secret.txt",
        "/%ff",
    ] {
        let answer = served.get(path);
        assert!(status(&answer) == "404" && !answer.contains("\r\n\r\nsecret"), "{path}: {answer}");
    }
    let host = &served.host;
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = served.ask(&format!("{method} /about/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\nab"));
        assert!(status(&answer) == "405" && answer.contains("Allow: GET, HEAD"), "{answer}");
    }
    let head = served.ask(&format!("HEAD /about/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n") && head.contains("Content-Length: "), "{head}");
    assert_eq!(status(&served.ask("nonsense\r\n\r\n")), "400");
    assert!(served.get("/about").contains("Location: /about/") && served.get("/about/index.html").contains("Location: /about/"));
    assert!(served.get("/.preview/public?to=//elsewhere.example/").contains("Location: /\r\n"));
}

#[test]
fn pages_follow_what_is_saved_and_nothing_is_written() {
    let desk = Desk::new();
    desk.folder.put("public/kept.html", "kept");
    desk.folder.put(".panelpress/kept", "kept");
    let before: BTreeSet<String> = files(desk.root()).into_keys().collect();
    let served = Served::start(desk.root(), &[]);
    // Saved by rename, as many editors do.
    desk.folder.put("content/about.md.new", "# About\n\nSaved by rename.\n");
    std::fs::rename(desk.root().join("content/about.md.new"), desk.root().join("content/about.md")).unwrap();
    served.until("/about/", |page| page.contains("Saved by rename."));
    // A folder that comes with files in it, and goes again.
    let outside = Folder::with(&[("kite-panel/2026-03-12/minutes.md", "# Kite Panel\n\n12 March 2026\n\n1. Kites flew.\n")]);
    std::fs::rename(outside.path().join("kite-panel"), desk.root().join("content/kite-panel")).unwrap();
    served.until("/kite-panel/2026-03-12/minutes/", |page| page.contains("Kites flew."));
    desk.folder.put("content/kite-panel/2026-06-11/deep/note.md", "# A note deep down\n");
    served.until("/kite-panel/2026-06-11/deep/note/", |page| status(page) == "200");
    std::fs::remove_dir_all(desk.root().join("content/kite-panel")).unwrap();
    served.until("/kite-panel/2026-03-12/minutes/", |page| status(page) == "404");
    // A theme that was not there, settings that were not there.
    desk.folder.put("themes/default/templates/home.html", "<html><body>A home of our own</body></html>");
    served.until("/", |page| page.contains("A home of our own"));
    desk.folder.put("panelpress.toml", "title = 4\n");
    served.until("/about/", |page| status(page) == "500" && page.contains("panelpress.toml:1:9") && page.contains("Saved by rename."));
    desk.folder.put("panelpress.toml", "title = \"Estermere\"\n");
    served.until("/about/", |page| status(page) == "200" && page.contains("About – Estermere"));
    for path in ["panelpress.toml", "themes/default/templates/home.html"] {
        desk.folder.remove(path);
    }
    served.until("/", |page| !page.contains("A home of our own"));
    let after: BTreeSet<String> = files(desk.root()).into_keys().collect();
    assert_eq!(after, before);
}

#[test]
fn a_checkout_of_hundreds_of_files_is_one_change() {
    let desk = Desk::new();
    let served = Served::start(desk.root(), &[]);
    let mut stream = TcpStream::connect(&served.host).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(1500))).unwrap();
    let request = format!("GET /.preview/messages?path=/papers/&have=0 HTTP/1.1\r\nHost: {}\r\n\r\n", served.host);
    stream.write_all(request.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(500));
    for number in 0..300 {
        desk.folder.put(&format!("content/notes/note-{number}.md"), &format!("# Note {number}\n\nSome words.\n"));
    }
    served.until("/notes/note-299/", |page| status(page) == "200");
    let mut said = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        said.extend_from_slice(&buffer[..length]);
    }
    // One for the hash that fits no page, and then one or a few: the files take longer to be written than it takes to be quiet.
    let changes = String::from_utf8_lossy(&said).matches("\"changed\":[\"/papers/\"]").count();
    assert!((2..=30).contains(&changes), "{changes} changes were told");
}

#[test]
fn the_author_sees_what_the_public_does_not() {
    let desk = Desk::new();
    desk.folder.put("content/parks-panel/2026-03-12/held.md", "+++\nhold = true\n+++\n# The quokka file\n\nQuokkas.\n");
    desk.folder.put("content/parks-panel/2026-03-12/lease.md", "+++\nwithheld = { paragraph = \"3\" }\n+++\n# The lease\n\nTerms.\n");
    desk.folder.put("content/late.md", "+++\npublish_on = 2026-12-01\n+++\n# A late page\n\nLater.\n");
    let served = Served::start(desk.root(), &[]);
    let public = |path: &str| {
        served
            .ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: panelpress-preview=public\r\nConnection: close\r\n\r\n", served.host))
    };
    for (path, mark) in [("/parks-panel/2026-03-12/held/", "Held"), ("/parks-panel/2026-03-12/lease/", "Withheld"), ("/late/", "Embargoed")]
    {
        let page = served.get(path);
        assert!(status(&page) == "200" && page.contains(&format!("<strong>{mark}</strong>")), "{page}");
        assert_eq!(status(&public(path)), "404", "{path}");
    }
    assert!(served.get("/parks-panel/2026-03-12/").contains("quokka") && !public("/parks-panel/2026-03-12/").contains("quokka"));
    assert_eq!(status(&public("/parks-panel/2026-03-12/exempt-1/")), "200");
    let only_public = Served::start(desk.root(), &["--public"]);
    let author = "GET /late/ HTTP/1.1\r\nHost: localhost\r\nCookie: panelpress-preview=author\r\nConnection: close\r\n\r\n";
    assert_eq!(status(&only_public.ask(author)), "404");
    let built = desk.built().unwrap();
    let (_, body) =
        only_public.get("/parks-panel/2026-03-12/").split_once("\r\n\r\n").map(|(head, body)| (head.to_owned(), body.to_owned())).unwrap();
    assert_eq!(body.as_bytes(), built["parks-panel/2026-03-12/index.html"], "a plain client gets the bytes of a build");
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let desk = Desk::new();
    let one = Served::start(desk.root(), &[]);
    let port = one.host.rsplit(':').next().unwrap().to_owned();
    let other = Served::start(desk.root(), &["--port", &port]);
    assert_ne!(one.host, other.host);
    assert_eq!(status(&other.get("/about/")), "200");
}
