//! What may not happen to somebody's folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::{Destination, WriteError, Written};

const HOME: &str = "<!doctype html><head><meta name=\"generator\" content=\"Panelpress 0.1.0\">";

/// A site folder, and the few things the tests do with one.
struct Site {
    root: TempDir,
}

impl Site {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        Self { root }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn open_at(&self, output: &Path) -> Result<Destination, WriteError> {
        Destination::open(output, &self.path(".panelpress"), &self.path("content"))
    }

    /// What is kept of the output folder, once a build has opened it.
    fn kept(&self, name: &str) -> PathBuf {
        let folder = fs::read_dir(self.path(".panelpress")).unwrap().next().unwrap().unwrap().path();
        folder.join(name)
    }

    fn open(&self) -> Destination {
        self.open_at(&self.path("public")).unwrap()
    }

    fn staged(&self, files: &[(&str, &str)]) -> Destination {
        let to = self.open();
        files.iter().for_each(|(path, text)| to.stage(path, text.as_bytes()).unwrap());
        to
    }

    fn build(&self, files: &[(&str, &str)]) -> Written {
        self.staged(files).commit().unwrap()
    }

    /// Puts a file into the output folder that the program does not know of.
    fn put(&self, path: &str, text: &str) {
        let path = self.path("public").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// All files and empty folders (with `/`) of the output folder.
    fn listing(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        list(&self.path("public"), "", &mut found);
        found
    }

    fn assert_holds(&self, files: &[(&str, &str)]) {
        let expected = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        assert_eq!(self.listing(), expected);
    }

    fn modified(&self, path: &str) -> SystemTime {
        fs::metadata(self.path("public").join(path)).unwrap().modified().unwrap()
    }
}

fn list(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            let before = found.len();
            list(&entry.path(), &format!("{path}/"), found);
            if found.len() == before {
                found.insert(path + "/", String::new());
            }
        } else {
            found.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

fn date(path: &Path, seconds: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn counts(written: &Written) -> (usize, usize, usize) {
    (written.written, written.unchanged, written.deleted)
}

#[test]
fn writes_a_site() {
    let site = Site::new();
    let written = site.build(&[("index.html", HOME), ("body/2019-11-12/minutes/index.html", "minutes"), ("a name.pdf", "pdf")]);
    assert_eq!(counts(&written), (3, 0, 0));
    site.assert_holds(&[("index.html", HOME), ("body/2019-11-12/minutes/index.html", "minutes"), ("a name.pdf", "pdf")]);
    assert!(!site.kept("stage").exists());
}

#[test]
fn many_threads_stage_at_once() {
    let site = Site::new();
    let to = site.open();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let to = &to;
            scope.spawn(move || (0..50).for_each(|n| to.stage(&format!("{thread}/{n}.html"), format!("{thread} {n}").as_bytes()).unwrap()));
        }
    });
    assert_eq!(to.commit().unwrap().written, 200);
    assert_eq!(site.listing()["3/49.html"], "3 49");
}

#[test]
fn unchanged_files_are_neither_staged_nor_touched() {
    let site = Site::new();
    site.build(&[("index.html", HOME), ("a.html", "a")]);
    let before = site.modified("a.html");
    let to = site.staged(&[("index.html", HOME), ("a.html", "a")]);
    assert!(!site.kept("stage").exists());
    assert_eq!(counts(&to.commit().unwrap()), (0, 2, 0));
    assert_eq!(site.modified("a.html"), before);
}

#[test]
fn a_touched_file_is_compared_by_its_bytes() {
    let site = Site::new();
    site.build(&[("a.html", "a"), ("b.html", "b")]);
    date(&site.path("public/a.html"), 1_000);
    site.put("b.html", "B");
    date(&site.path("public/b.html"), 1_000);
    assert_eq!(counts(&site.build(&[("a.html", "a"), ("b.html", "b")])), (1, 1, 0));
    assert_eq!(site.modified("a.html"), SystemTime::UNIX_EPOCH + Duration::from_secs(1_000));
    site.assert_holds(&[("a.html", "a"), ("b.html", "b")]);
}

#[test]
fn a_deleted_file_is_written_again() {
    let site = Site::new();
    site.build(&[("a/index.html", "a")]);
    fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(counts(&site.build(&[("a/index.html", "a")])), (1, 0, 0));
}

#[test]
fn orphans_are_deleted_and_the_folders_they_leave_empty() {
    let site = Site::new();
    site.build(&[("index.html", HOME), ("old/deep/index.html", "old"), ("old/deep/er/index.html", "older")]);
    assert_eq!(counts(&site.build(&[("index.html", HOME)])), (0, 1, 2));
    site.assert_holds(&[("index.html", HOME)]);
}

#[test]
fn what_others_put_there_stays() {
    let site = Site::new();
    site.put(".git/HEAD", "ref");
    site.put(".gitignore", "*");
    site.put("CNAME", "panel.example");
    site.build(&[("index.html", HOME), ("old/index.html", "old")]);
    for (path, text) in [(".nojekyll", ""), ("old/notes.txt", "mine"), ("own/page.html", "mine"), ("old/.keep", "")] {
        site.put(path, text);
    }
    let written = site.build(&[("index.html", HOME)]);
    assert_eq!(written.left_alone, ["CNAME", "old/", "own/"]);
    site.assert_holds(&[
        (".git/HEAD", "ref"),
        (".gitignore", "*"),
        (".nojekyll", ""),
        ("CNAME", "panel.example"),
        ("index.html", HOME),
        ("old/.keep", ""),
        ("old/notes.txt", "mine"),
        ("own/page.html", "mine"),
    ]);
}

#[test]
fn a_foreign_folder_is_refused() {
    let site = Site::new();
    ["letter.doc", "a.txt", "c.txt", "b.txt", ".hidden"].iter().for_each(|path| site.put(path, "mine"));
    site.put("index.html", "<!doctype html><meta name=\"generator\" content=\"Another\">");
    let error = site.open_at(&site.path("public")).unwrap_err();
    assert!(matches!(error, WriteError::Foreign { .. }));
    let sentence = error.to_string();
    assert!(sentence.contains("did not write (a.txt, b.txt, c.txt …); choose another folder with --output"), "{sentence}");
}

#[test]
fn a_site_whose_manifest_is_lost_is_adopted() {
    let site = Site::new();
    site.build(&[("index.html", HOME), ("a.html", "a"), ("gone.html", "gone")]);
    site.put("mine/own.html", "mine");
    fs::remove_dir_all(site.path(".panelpress")).unwrap();
    let written = site.build(&[("index.html", HOME), ("a.html", "new")]);
    assert_eq!(counts(&written), (1, 1, 0));
    assert_eq!(written.left_alone, ["gone.html", "mine/"]);
    assert_eq!(counts(&site.build(&[("index.html", HOME)])), (0, 1, 1));
    site.assert_holds(&[("index.html", HOME), ("gone.html", "gone"), ("mine/own.html", "mine")]);
}

#[test]
fn a_damaged_manifest_is_a_lost_one() {
    let site = Site::new();
    site.build(&[("index.html", HOME), ("a.html", "a")]);
    let manifest = site.open().manifest;
    let text = fs::read_to_string(&manifest).unwrap();
    let cut = text.lines().take(2).collect::<Vec<_>>().join("\n");
    let climbing = text.replace("a.html", "../../a.html");
    for damaged in [cut, climbing, text.replace("manifest 1", "manifest 2"), String::new()] {
        fs::write(&manifest, damaged).unwrap();
        assert_eq!(counts(&site.build(&[("index.html", HOME), ("a.html", "a")])), (0, 2, 0));
    }
}

#[test]
fn foreign_files_are_not_overwritten() {
    let site = Site::new();
    site.build(&[("index.html", HOME), ("old.html", "old")]);
    site.put("about/index.html", "mine");
    site.put("notes", "mine");
    site.put("folder/of/mine.txt", "mine");
    let before = site.listing();
    let to = site.staged(&[("index.html", "new"), ("about/index.html", "ours"), ("notes/index.html", "ours"), ("folder", "ours")]);
    let error = to.commit().unwrap_err();
    assert!(matches!(&error, WriteError::Occupied { files, .. } if files == &["about/index.html", "folder", "notes"]), "{error}");
    assert_eq!(site.listing(), before);
}

#[test]
fn a_file_becomes_a_folder_and_the_reverse() {
    let site = Site::new();
    site.build(&[("a", "file"), ("b/index.html", "folder"), ("b/deep/x", "x")]);
    site.build(&[("a/index.html", "folder"), ("b", "file")]);
    site.assert_holds(&[("a/index.html", "folder"), ("b", "file")]);
    site.put("a/mine.txt", "mine");
    let error = site.staged(&[("a", "file")]).commit().unwrap_err();
    assert!(matches!(error, WriteError::Occupied { .. }));
    site.assert_holds(&[("a/index.html", "folder"), ("a/mine.txt", "mine"), ("b", "file")]);
}

#[test]
fn names_that_differ_in_case_are_refused() {
    let site = Site::new();
    let to = site.staged(&[("About/index.html", "one")]);
    let sentence = to.stage("about/index.html", b"two").unwrap_err().to_string();
    assert!(sentence.starts_with("About/index.html and about/index.html cannot both"), "{sentence}");
    let error = site_with(&[("Notes", "file"), ("notes/index.html", "folder")]).1.commit().unwrap_err();
    assert!(matches!(error, WriteError::Collision { .. }));
}

fn site_with(files: &[(&str, &str)]) -> (Site, Destination) {
    let site = Site::new();
    let to = site.staged(files);
    (site, to)
}

#[test]
fn a_page_may_change_its_case() {
    let site = Site::new();
    site.build(&[("About/index.html", "about")]);
    assert_eq!(counts(&site.build(&[("about/index.html", "about")])), (1, 0, 1));
    site.assert_holds(&[("about/index.html", "about")]);
}

#[test]
fn paths_that_leave_the_site_are_refused() {
    let site = Site::new();
    let to = site.open();
    for path in ["", "../a", "a/../../b", "/etc/passwd", "a//b", "a/", "a\\b", "./a", "a/.. /b", "a\nb", ".git/hooks/post-commit"] {
        assert!(matches!(to.stage(path, b"x"), Err(WriteError::Path { .. })), "{path:?}");
    }
    to.stage(".well-known/security.txt", b"x").unwrap();
    to.stage("..a/b..c", b"x").unwrap();
}

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "staged twice"))]
fn a_path_is_staged_once() {
    let (_site, to) = site_with(&[("a", "x")]);
    assert!(matches!(to.stage("a", b"x"), Err(WriteError::Twice { .. })));
}

#[test]
fn unsuitable_folders_are_refused() {
    let site = Site::new();
    fs::write(site.path("file"), "").unwrap();
    let root = site.root.path().ancestors().last().unwrap().to_path_buf();
    for output in ["content", ".", "content/..", "file", ".panelpress"].map(|path| site.path(path)).into_iter().chain([root]) {
        let error = site.open_at(&output).unwrap_err();
        assert!(matches!(error, WriteError::Unsuitable { .. }), "{error}");
    }
    assert!(!site.path(".panelpress").exists());
}

#[test]
fn two_builds_do_not_run_at_once() {
    let site = Site::new();
    let first = site.staged(&[("index.html", HOME)]);
    let sentence = site.open_at(&site.path("public")).unwrap_err().to_string();
    assert!(sentence.starts_with("another build of this site is running"), "{sentence}");
    first.commit().unwrap();
    site.build(&[("index.html", HOME)]);
}

#[test]
fn dropped_without_a_commit_nothing_changes() {
    let site = Site::new();
    drop(site.staged(&[("index.html", HOME)]));
    assert!(!site.path("public").exists());
    assert!(!site.kept("stage").exists());
    site.build(&[("index.html", HOME)]);
    drop(site.staged(&[("index.html", "new"), ("a.html", "a")]));
    site.assert_holds(&[("index.html", HOME)]);
    assert_eq!(counts(&site.build(&[("index.html", HOME)])), (0, 1, 0));
}

#[test]
fn a_build_killed_half_way_leaves_nothing_unowned() {
    let site = Site::new();
    site.build(&[("index.html", "old"), ("old.html", "old"), ("both.html", "same")]);
    let to = site.staged(&[("index.html", "new"), ("new.html", "new"), ("later.html", "later"), ("both.html", "same")]);
    // As far as a commit gets that is killed between two files.
    let plan = super::commit::Plan::new(&to);
    plan.transition().write(&to.manifest).unwrap();
    for path in ["index.html", "new.html"] {
        plan.put(plan.find(path).unwrap()).unwrap();
    }
    drop(plan);
    drop(to);
    site.assert_holds(&[("index.html", "new"), ("old.html", "old"), ("new.html", "new"), ("both.html", "same")]);
    let written = site.build(&[("index.html", "new"), ("both.html", "same")]);
    assert_eq!(counts(&written), (0, 2, 2));
    assert_eq!(written.left_alone, [""; 0]);
    site.assert_holds(&[("index.html", "new"), ("both.html", "same")]);
}

#[test]
fn leavings_of_a_killed_build_are_cleared() {
    let site = Site::new();
    drop(site.open());
    fs::create_dir_all(site.kept("stage")).unwrap();
    fs::write(site.kept("stage/0"), "rest").unwrap();
    site.put(".panelpress-arrivals/0", "rest");
    site.build(&[("index.html", HOME)]);
    site.assert_holds(&[("index.html", HOME)]);
}

#[test]
fn a_copy_is_read_only_when_it_changed() {
    let site = Site::new();
    let map = site.path("content/map.pdf");
    let build = || {
        let to = site.open();
        to.stage_copy("maps/map.pdf", &map).unwrap();
        counts(&to.commit().unwrap())
    };
    fs::write(&map, "one").unwrap();
    date(&map, 1_000);
    assert_eq!(build(), (1, 0, 0));
    // Same size, same time: if it were read, it would be seen to differ.
    fs::write(&map, "two").unwrap();
    date(&map, 1_000);
    assert_eq!(build(), (0, 1, 0));
    date(&map, 2_000);
    assert_eq!(build(), (1, 0, 0));
    date(&map, 3_000);
    assert_eq!(build(), (0, 1, 0));
    site.assert_holds(&[("maps/map.pdf", "two")]);
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    site.build(&[("a/index.html", "a"), ("b/index.html", "b")]);
    fs::rename(site.path("public/a"), site.path("elsewhere")).unwrap();
    symlink(site.path("elsewhere"), site.path("public/a")).unwrap();
    assert_eq!(counts(&site.build(&[("b/index.html", "b")])), (0, 1, 0));
    assert!(site.path("elsewhere/index.html").exists());
    let error = site.staged(&[("a/index.html", "new"), ("b/index.html", "b")]).commit().unwrap_err();
    assert!(matches!(error, WriteError::Occupied { .. }));
}

#[cfg(unix)]
#[test]
fn the_output_may_be_a_link_but_must_lead_somewhere() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    symlink("loop", site.path("loop")).unwrap();
    symlink("nowhere", site.path("dangling")).unwrap();
    for path in ["loop", "dangling"] {
        assert!(matches!(site.open_at(&site.path(path)), Err(WriteError::Disk { .. })));
    }
    symlink(site.path("content"), site.path("public")).unwrap();
    assert!(matches!(site.open_at(&site.path("public")), Err(WriteError::Unsuitable { .. })));
    fs::remove_file(site.path("public")).unwrap();
    fs::create_dir(site.path("real")).unwrap();
    symlink(site.path("real"), site.path("public")).unwrap();
    assert_eq!(site.build(&[("a/index.html", "a")]).written, 1);
    assert!(site.path("real/a/index.html").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn the_site_may_be_on_another_disk() {
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return };
    let site = Site::new();
    let output = other.path().join("public");
    for text in ["old", "new"] {
        let to = site.open_at(&output).unwrap();
        to.stage("a/index.html", text.as_bytes()).unwrap();
        assert_eq!(to.commit().unwrap().written, 1);
        assert_eq!(fs::read_to_string(output.join("a/index.html")).unwrap(), text);
    }
    assert!(!output.join(".panelpress-arrivals").exists());
}
